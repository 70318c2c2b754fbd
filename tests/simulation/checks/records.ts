/** What a person saw as 已存在手机 is delivered exactly once under their own name, or stands visibly aside: nothing vanishes. */
import type { Phone } from '../phone'
import type { Kept } from '../witness'
import type { TownTables } from './tables'

/** Whether every record that was ever made ended as it must. */
export function checkRecords(phones: readonly Phone[], tables: TownTables, kept: ReadonlyMap<string, Kept>): string[] {
  const onPhone = new Map(phones.flatMap((phone) => phone.records().map((record) => [record.title, record] as const)))
  return [...kept.values()].flatMap((made) => {
    const violations: string[] = []
    const owners = ownersOf(made, tables)
    if (owners.length > 1) violations.push(`${made.title} was taken ${owners.length} times`)
    const stranger = owners.find((owner) => owner !== made.owner)
    if (stranger !== undefined) violations.push(`${made.title} of ${made.owner} was taken under the name of ${stranger}`)
    const record = onPhone.get(made.title)
    if (!record)
      return made.seenSaved && !made.letGo
        ? [...violations, `${made.title} was seen as saved on ${made.phone} and has vanished`]
        : violations
    if (record.state === 'delivered' && owners.length === 0) violations.push(`${made.title} is shown as delivered and is not there`)
    if (record.state === 'waiting' && record.person !== null) violations.push(`${made.title} still waits on ${made.phone}`)
    return violations
  })
}

/** Under whose names the server has it. */
function ownersOf({ nonces, procedure }: Kept, tables: TownTables): (string | null)[] {
  if (procedure === 'attendance.scan') return tables.scans.filter((scan) => nonces.has(scan.nonce)).map((scan) => scan.personId)
  return tables.commands.filter((command) => nonces.has(command.nonce)).map((command) => command.actorId)
}
