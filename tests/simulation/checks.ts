import type { OpenDatabase } from '@cloud/store/open'
import { checkNonces } from './checks/nonces'
import { checkPlaces } from './checks/places'
import { checkPresence } from './checks/presence'
import { checkRecords } from './checks/records'
import { checkLook, checkSums } from './checks/sums'
import { readTables } from './checks/tables'
import type { History } from './history'

/** Holds what people saw and heard against what lies in the tables. What does not fit is told to the witness. */
export async function checkAll(history: History, { kysely }: OpenDatabase): Promise<void> {
  const tables = await readTables(kysely, history.town)
  const violations = [
    ...checkPlaces(history.town, tables, history.scenario === 'waitlist' ? null : history.witness.operations),
    ...checkNonces(history.town, tables, history.server.given),
    ...checkRecords(history.phones, tables, history.witness.kept),
    ...checkSums(history.town, tables),
    ...checkPresence(tables),
    ...(history.watch?.end(tables) ?? []),
    ...history.looks.flatMap((look) => checkLook(look, tables)),
  ]
  for (const violation of violations) history.witness.blame(history.story.told(violation))
}
