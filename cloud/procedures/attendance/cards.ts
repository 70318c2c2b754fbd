import { AppError } from '@core/contract/errors'
import { DAY_MS, dayOf, dayStart } from '@core/rules/shared/calendar'
import { printPersonalCards } from '@cloud/services/printing/pdf/personal-cards'
import { drawable, MissingGlyphError } from '@cloud/services/printing/pdf/typefaces'
import type { CardPerson } from '@cloud/store/attendance'
import { procedure } from '../procedure'
import { signedPass } from './signed-pass'

const MOST_CARDS = 1000
/** A card cannot be taken back, so none is good for more than about a year. */
const LONGEST_DAYS = 366

/** Printed cards for people without a phone, as a PDF: of an organization itself, or of those enrolled for one of its events. */
export const cards = procedure('attendance.cards', async ({ input, person, now, store, services }) => {
  const today = dayOf(now)
  if (input.validUntil < today || input.validUntil > dayOf(now + LONGEST_DAYS * DAY_MS)) throw new AppError('invalid_time')
  // The role was asked for the organization: it must hold for the event as well.
  if (input.eventId && !(await store.people.actingOrg(person.id, 'officer', { eventId: input.eventId }, now)))
    throw new AppError('not_found')
  const people = await store.attendance.cardPeople(input.eventId ? { eventId: input.eventId } : { orgId: input.orgId }, now)
  if (people.length === 0) throw new AppError('nobody_to_print')
  if (people.length > MOST_CARDS) throw new AppError('too_many_cards', { n: MOST_CARDS })
  const signer = await services.signing.signer(store, now)
  const times = { issuedAt: dayStart(today), expiresAt: dayStart(input.validUntil) + DAY_MS }
  const printed = people.map((each) => ({
    name: each.name,
    note: input.eventId ? each.orgName : numberTail(each),
    code: signedPass(services.publicUrl, { kind: 'card', personId: each.personId, name: each.name, ...times }, signer),
  }))
  const orgName = await store.people.nameOfOrg(input.orgId)
  const bytes = await printPersonalCards({ orgName, cards: printed, validUntil: input.validUntil }).catch((error: unknown) => {
    throw error instanceof MissingGlyphError ? new AppError('name_not_printable', { name: bearerOf(error, people) }) : error
  })
  return { name: `${orgName}签到卡.pdf`, mime: 'application/pdf', base64: bytes.toString('base64') }
})

/** What tells two of one name apart on a card that anybody may see. */
function numberTail({ volunteerNo }: CardPerson): string {
  return volunteerNo ? `志愿者编号尾号 ${volunteerNo.slice(-4)}` : ''
}

/** Whose name has the character that no font draws; the character itself where it is nobody's. */
function bearerOf({ character }: MissingGlyphError, people: readonly CardPerson[]): string {
  return people.find(({ name }) => drawable(name).includes(character))?.name ?? character
}
