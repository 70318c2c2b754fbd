/**
 * Every procedure × every caller × own and other: the answers stand beside the procedures in core/contract/procedures.ts,
 * and each is asked for here on the real dispatch and store.
 */
import { isDeepStrictEqual } from 'node:util'
import { CALLERS, TARGETS, type Access, type CallerKind, type Expected, type Target } from '@core/contract/access'
import type { Answer } from '@core/contract/envelope'
import { procedures, type Procedure, type ProcedureName } from '@core/contract/procedures'
import type { Store } from '@cloud/store/store'
import { Cell } from './cell'
import { betrays, County } from './county'
import { changedTables, takeSnapshot } from './snapshot'
import { INPUTS } from './inputs'

/** Procedures by name. One that is not in the contract's table has answers and inputs for nobody. */
export type ProcedureTable = Readonly<Record<string, Omit<Procedure, 'access'> & { access?: Partial<Access> }>>

export interface MatrixOptions {
  print: (line: string) => void
  /** Takes a guard out of the store that the calls meet. */
  change?: (store: Store) => Store
  /** Only these rows; all, where it is left out. */
  table?: ProcedureTable
}

export interface MatrixResult {
  cells: number
  /** Cells for which no answer stands beside the procedure, or nothing says what to ask. */
  undeclared: number
  /** Cells that were answered otherwise than declared, or did more or less than the answer says. */
  failed: number
}

/** Asks every cell, and prints those that are not as declared. */
export async function runMatrix({ print, change, table = procedures }: MatrixOptions): Promise<MatrixResult> {
  const result: MatrixResult = { cells: 0, undeclared: 0, failed: 0 }
  const county = await County.open(change)
  try {
    for (const [name, procedure] of Object.entries(table))
      for (const kind of CALLERS)
        for (const target of TARGETS) {
          result.cells += 1
          const expected = procedure.access?.[kind]?.[target]
          const told = `${name}, ${kind}, ${target}`
          if (expected === undefined || !Object.hasOwn(INPUTS, name)) {
            result.undeclared += 1
            print(`${told}: undeclared`)
            continue
          }
          const faults = await askCell(county, name as ProcedureName, procedure, kind, target, expected)
          if (faults.length > 0) result.failed += 1
          for (const fault of faults) print(`${told}: ${fault}`)
        }
  } finally {
    await county.close()
  }
  return result
}

/** Asks one question; answers what is wrong with what came of it. */
async function askCell(
  county: County,
  name: ProcedureName,
  procedure: ProcedureTable[string],
  kind: CallerKind,
  target: Target,
  expected: Expected,
): Promise<string[]> {
  const { world } = county
  const caller = await county.caller(kind)
  // So that what is written again is written anew.
  world.now += 1_000
  const input = await INPUTS[name](new Cell(county, caller, target))
  const before = await takeSnapshot(world.database.kysely)
  const answer = await county.ask(caller, name, input)
  const changed = changedTables(before, await takeSnapshot(world.database.kysely))
  const answered = answer.ok ? 'ok' : answer.code
  const faults = answered === expected ? [] : [`answered ${answered} instead of ${expected}${reasons(world.reported)}`]
  if (!answer.ok) {
    if (changed.length > 0) faults.push(`refused, and ${changed.join(', ')} changed`)
    const missing = await county.ask(caller, name, await INPUTS[name](new Cell(county, caller, 'missing')))
    if (!isDeepStrictEqual(sayable(missing), sayable(answer)))
      faults.push(
        `what does not exist is answered ${JSON.stringify(sayable(missing))}, what is not theirs ${JSON.stringify(sayable(answer))}`,
      )
    return faults
  }
  if (betrays(answer.data, county.secrets)) faults.push(`speaks of somebody else: ${JSON.stringify(answer.data)}`)
  const lasting = changed.filter((name) => name !== 'command')
  if (procedure.kind === 'query') {
    if (lasting.length > 0) faults.push(`a query that changed ${lasting.join(', ')}`)
    if (changed.includes('command') !== (procedure.audited ?? false))
      faults.push(procedure.audited ? 'not in the audit log' : 'in the audit log')
  } else if (lasting.length === 0) faults.push('answered ok and changed nothing')
  return faults
}

function sayable(answer: Answer<unknown>): unknown {
  return answer.ok ? answer : { ...answer, requestId: '' }
}

function reasons(reported: unknown[]): string {
  return reported
    .splice(0)
    .map((error) => ` (${String(error)})`)
    .join('')
}
