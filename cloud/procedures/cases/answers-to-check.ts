import { procedure } from '../procedure'

const MOST = 200

/** What an organization has for the library: what waits for a second officer, and what is published and may be taken back. */
export const answersToCheck = procedure('cases.answersToCheck', async ({ input, person, store }) => {
  const answers = await store.library.ofOrg(input.orgId, MOST)
  return {
    items: answers.map(({ id, topic, question, answer, orgName, proposedBy, proposedById, state }) => ({
      id,
      topic,
      question,
      answer,
      orgName,
      proposedBy,
      mine: proposedById === person.id,
      published: state === 'published',
    })),
  }
})
