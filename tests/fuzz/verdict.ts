import type { FuzzResult } from './run'

/** What share of all requests must be answered ok, so that the others are known to fail for what is wrong with them. */
export const OK_SHARE = 0.2

/** What is wrong with a run, a sentence each; empty where all holds. */
export function verdict({ requests, ok, serverErrors, crashes, findings, findingCount, table, memoryGrowth }: FuzzResult): string[] {
  const unreached = Object.entries(table).flatMap(([name, { ok: answered = 0 }]) => (answered > 0 ? [] : [name]))
  const kinds = [...new Set(findings.map(({ kind }) => kind))]
  return [
    ...(crashes > 0 ? ['the server ended'] : []),
    ...(serverErrors > 0 ? [`${serverErrors} server errors`] : []),
    ...(findingCount > serverErrors ? [`${findingCount - serverErrors} other findings (${kinds.join(', ')})`] : []),
    ...(ok < requests * OK_SHARE ? [`only ${ok} of ${requests} requests were answered ok`] : []),
    ...(unreached.length > 0 ? [`never answered ok: ${unreached.join(', ')}`] : []),
    ...(memoryGrowth === null ? [] : [memoryGrowth]),
  ]
}
