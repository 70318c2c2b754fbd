import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import type { Tables } from '@cloud/store/store'
import type { Ids } from './ids'

const EXCERPT_CHARACTERS = 24

/** Tells officers of an answer for the library. It was written for everybody: nothing of it is sealed. */
export async function tellOfAnswer(
  store: Pick<Tables, 'inbox'>,
  ids: Ids,
  personIds: readonly string[],
  kind: Extract<MessageKind, `answer_${string}`>,
  { question, ...params }: ErrorParams & { question: string },
  now: Instant,
): Promise<void> {
  const characters = Array.from(question.replace(/\s+/g, ' '))
  const excerpt = characters.length <= EXCERPT_CHARACTERS ? characters.join('') : `${characters.slice(0, EXCERPT_CHARACTERS).join('')}…`
  await store.inbox.send(
    personIds.map((personId) => ({ id: ids.uuid(now), personId, kind, params: { ...params, excerpt }, eventId: null, homeId: null })),
    now,
  )
}
