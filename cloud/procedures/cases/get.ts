import { caseDetail } from '@cloud/presenters/case'
import { procedure } from '../procedure'
import { readCase } from './known-case'

/** A case with its history, as whoever reads it may know it. */
export const get = procedure('cases.get', async ({ input, person, now, store, services }) => {
  const { file, part } = await readCase(store, input.caseId, person.id, now)
  return caseDetail(file, await store.cases.entries(file.id), { personId: person.id, part }, services.secrecy, now)
})
