/** Every acknowledged nonce maps to exactly one result (architecture.md, 「The wire」). */
import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '@core/contract/envelope'
import { RETRY } from '@core/contract/errors'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import type { GivenAnswer } from '../server'
import type { Town } from '../town'
import type { TownTables } from './tables'

/** What an answer says for ever; null for one that only says 「not now」. */
function resultOf(answer: Answer<unknown>): unknown {
  if (answer.ok) return { data: answer.data }
  return RETRY[answer.code] === 'never' ? { code: answer.code, params: answer.params } : null
}

/** Whether the server gave one result for each nonce, heard or lost, and keeps exactly one row of it. */
export function checkNonces(town: Town, tables: TownTables, given: readonly GivenAnswer[]): string[] {
  const byNonce = new Map<string, GivenAnswer[]>()
  for (const one of given) {
    const { kind } = procedures[one.name as ProcedureName]
    if (kind !== 'record' && kind !== 'request') continue
    const key = `${one.caller} ${one.nonce}`
    byNonce.set(key, [...(byNonce.get(key) ?? []), one])
  }
  const actors = new Map(town.people.map(({ token, id }) => [token, id]))
  return [...byNonce.values()].flatMap((answers) => {
    const results = answers.flatMap((one) => resultOf(one.answer) ?? [])
    const [first] = answers
    if (results.length === 0 || !first) return []
    const told = `${first.name} with nonce ${first.nonce}`
    const other = results.find((result) => !isDeepStrictEqual(result, results[0]))
    const violations = other ? [`two results for ${told}: ${JSON.stringify(results[0])} and ${JSON.stringify(other)}`] : []
    const rows =
      first.name === 'attendance.scan'
        ? tables.scans.filter((scan) => scan.nonce === first.nonce)
        : tables.commands.filter((command) => command.nonce === first.nonce && command.actorId === actors.get(first.caller))
    if (rows.length !== 1) violations.push(`${rows.length} rows are kept of ${told}`)
    return violations
  })
}
