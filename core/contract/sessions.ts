import * as z from './zod'
import { DaySchema, IdSchema, InstantSchema, PublicCodeSchema, textSchema } from './common'
import { PageSchema } from './envelope'
import { TOPICS } from './names'

export const TopicSchema = z.enum(TOPICS)
export type Topic = z.infer<typeof TopicSchema>

/**
 * `booked → checked_in → met → (answered | case_opened)`, or `cancelled`, `no_show` (domain.md, 「Duty sessions」). `met`: being received now;
 * `answered`: received, and answered on the spot.
 */
export const BookingStateSchema = z.enum(['booked', 'checked_in', 'met', 'answered', 'case_opened', 'cancelled', 'no_show'])
export type BookingState = z.infer<typeof BookingStateSchema>
export const SessionWaitingStateSchema = z.enum(['waiting', 'offered', 'served', 'expired', 'declined', 'left', 'closed'])
export type SessionWaitingState = z.infer<typeof SessionWaitingStateSchema>
/** How somebody came to be booked. `displaced`: their own session was cancelled, and they chose first in this one. */
export type BookingSource = 'app' | 'waiting_list' | 'displaced' | 'walk_in'

/** The public card of a host: whom one meets, and what they can help with. */
export const HostCardSchema = z.object({ id: IdSchema, name: z.string(), post: z.string(), helpsWith: z.string() })
export type HostCard = z.infer<typeof HostCardSchema>

/** A part of a session. Numbered from 1. */
export const SlotSchema = z.object({
  no: z.int(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  places: z.int(),
  free: z.int(),
})
export type Slot = z.infer<typeof SlotSchema>
export const SlotNoSchema = z.int().check(z.gte(1), z.lte(100))

/** My booking of a session, with what only I, and those who receive me, may read. */
export const MyBookingSchema = z.object({
  sessionId: IdSchema,
  /** 0: came without a booking, and was fitted between. */
  slotNo: z.int(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  state: BookingStateSchema,
  topic: TopicSchema,
  question: z.string(),
  /** To everybody but the host I am 匿名青年. */
  anonymous: z.boolean(),
  /** When I said that I come, the day before. */
  comingAt: z.nullable(InstantSchema),
  /** Cancelled later than two hours before, and nobody has taken the place yet: it counts as not having come. */
  late: z.boolean(),
  /** I have said why I did not come, and an officer has not looked at it yet. */
  explained: z.boolean(),
  /** An officer has accepted why: it does not count. */
  excused: z.boolean(),
  /** What it was handed over as, to be followed to an answer; null but for `case_opened`. */
  caseId: z.nullable(IdSchema),
})
export type MyBooking = z.infer<typeof MyBookingSchema>

/** My place in the line of a session, with what I wait to say. `slotNo`, `startsAt`: of the slot that is offered. */
export const MySessionWaitingSchema = z.object({
  state: SessionWaitingStateSchema,
  position: z.nullable(z.int()),
  slotNo: z.nullable(z.int()),
  startsAt: z.nullable(InstantSchema),
  offeredUntil: z.nullable(InstantSchema),
  topic: TopicSchema,
  question: z.string(),
  anonymous: z.boolean(),
})
export type MySessionWaiting = z.infer<typeof MySessionWaitingSchema>

/** What lists show of a session (团委书记与你面对面). */
export const SessionCardSchema = z.object({
  id: IdSchema,
  code: PublicCodeSchema,
  orgId: IdSchema,
  orgName: z.string(),
  homeId: IdSchema,
  homeName: z.string(),
  host: HostCardSchema,
  /** Somebody else had been meant to receive: the host stands in. */
  substitute: z.boolean(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  cancelReason: z.nullable(z.string()),
  places: z.int(),
  /** Free places in slots that have not begun. */
  free: z.int(),
  waitingCount: z.int(),
  /** What I have of it: null, nothing. */
  mine: z.nullable(z.object({ slotNo: z.int(), startsAt: InstantSchema, state: BookingStateSchema })),
})
export type SessionCard = z.infer<typeof SessionCardSchema>

export const SessionListInputSchema = z.object({ homeId: z.optional(IdSchema), ...PageSchema })
export const SessionListSchema = z.object({ items: z.array(SessionCardSchema), next: z.nullable(z.string()) })
export type SessionList = z.infer<typeof SessionListSchema>

export const SessionDetailSchema = z.extend(SessionCardSchema, {
  address: z.string(),
  slots: z.array(SlotSchema),
  booking: z.nullable(MyBookingSchema),
  waiting: z.nullable(MySessionWaitingSchema),
  /** Why I could not book now, apart from a full house: the code of the refusal and what its sentence is filled with; null: I can. */
  refusal: z.nullable(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  /** Until when cancelling is free in any case; null where I have no booking. */
  freeCancelUntil: z.nullable(InstantSchema),
  /** From the day before on: whether I come is asked now. */
  askComing: z.boolean(),
  /** Whether the caller receives here: the host, or an officer of the host's organization. */
  mayReceive: z.boolean(),
})
export type SessionDetail = z.infer<typeof SessionDetailSchema>

/** A session by its id or by the public code of a link. */
export const SessionKeySchema = z
  .object({ sessionId: z.optional(IdSchema), code: z.optional(PublicCodeSchema) })
  .check(z.refine((key) => Boolean(key.sessionId) !== Boolean(key.code), { path: ['code'] }))
export const SessionIdInputSchema = z.object({ sessionId: IdSchema })

/** What somebody comes with. */
const matter = {
  topic: TopicSchema,
  question: textSchema(0, 500, true),
  anonymous: z._default(z.boolean(), false),
}
/** Books a slot; or, where the person has one of this session already, changes it: one active booking per person per session. */
export const BookInputSchema = z.object({ sessionId: IdSchema, slotNo: SlotNoSchema, ...matter })
export type BookInput = z.infer<typeof BookInputSchema>
export const WaitForSessionInputSchema = z.object({ sessionId: IdSchema, ...matter })
export const AnswerSessionOfferInputSchema = z.object({ sessionId: IdSchema, accept: z.boolean() })
export const AnswerComingInputSchema = z.object({ sessionId: IdSchema, coming: z.boolean() })
export const ExplainInputSchema = z.object({ sessionId: IdSchema, text: textSchema(2, 500, true) })
/** What became of it: my booking and my place in the line, as `sessions.get` shows them. */
export const MyPartOfSessionSchema = z.object({ booking: z.nullable(MyBookingSchema), waiting: z.nullable(MySessionWaitingSchema) })
export type MyPartOfSession = z.infer<typeof MyPartOfSessionSchema>

export const MySessionsInputSchema = z.object({ when: z.enum(['coming', 'past']), ...PageSchema })
/** A booking in a list of my own, with whom and where. */
export const MySessionSchema = z.object({
  sessionId: IdSchema,
  code: PublicCodeSchema,
  homeName: z.string(),
  hostName: z.string(),
  /** 0: came without a booking, and was fitted between. */
  slotNo: z.int(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  state: BookingStateSchema,
  topic: TopicSchema,
  question: z.string(),
  /** As of `MyBookingSchema`. */
  late: z.boolean(),
  explained: z.boolean(),
  excused: z.boolean(),
})
export type MySession = z.infer<typeof MySessionSchema>
/** A slot of a session that is kept for me. `startsAt`, `endsAt`: of the slot. */
export const SessionOfferSchema = z.object({
  sessionId: IdSchema,
  code: PublicCodeSchema,
  homeName: z.string(),
  hostName: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  offeredUntil: InstantSchema,
})
export type SessionOffer = z.infer<typeof SessionOfferSchema>
export const MySessionsSchema = z.object({
  items: z.array(MySessionSchema),
  /** What is kept for me now, whichever bookings are asked for: what runs out first. */
  offers: z.array(SessionOfferSchema),
  next: z.nullable(z.string()),
  /** Until when I cannot book in advance, for not having come three times; null: I can. */
  pausedUntil: z.nullable(InstantSchema),
})
export type MySessions = z.infer<typeof MySessionsSchema>

/** A clock time in UTC+8, `09:00`. */
export const ClockTimeSchema = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/**
 * A weekly pattern: who receives when and where, in turns. `weekday` 0 Sunday to 6 Saturday. Sessions are made eight weeks ahead;
 * public holidays are skipped.
 */
export const RotaSchema = z.object({
  id: IdSchema,
  orgId: IdSchema,
  homeId: IdSchema,
  homeName: z.string(),
  weekday: z.int(),
  from: z.string(),
  to: z.string(),
  slotMinutes: z.int(),
  placesPerSlot: z.int(),
  /** In the order of their turns. */
  hosts: z.array(HostCardSchema),
  startsOn: DaySchema,
})
export type Rota = z.infer<typeof RotaSchema>
export const OrgIdInputSchema = z.object({ orgId: IdSchema })
export const RotasSchema = z.object({ items: z.array(RotaSchema) })

/** What an officer writes of a rota. Lengths that make no sense are refused by name (`core/rules/sessions/rota.ts`). */
const rotaForm = {
  homeId: IdSchema,
  weekday: z.int().check(z.gte(0), z.lte(6)),
  from: ClockTimeSchema,
  to: ClockTimeSchema,
  slotMinutes: z.int().check(z.gte(0), z.lte(240)),
  placesPerSlot: z.int().check(z.gte(1), z.lte(50)),
  hostIds: z.array(IdSchema).check(z.minLength(1), z.maxLength(30)),
  startsOn: DaySchema,
}
/** `rotaId`: the rota that is changed; null: a new one. Sessions that somebody has booked or an officer has changed stay as they are. */
export const SaveRotaInputSchema = z.object({ orgId: IdSchema, rotaId: z.nullable(IdSchema), ...rotaForm })
export type RotaForm = Omit<z.infer<typeof SaveRotaInputSchema>, 'orgId' | 'rotaId'>
export const EndRotaInputSchema = z.object({ orgId: IdSchema, rotaId: IdSchema })

/** A session as its officers see it in the plan. */
/** A session as whoever receives there sees it. */
export const DutySchema = z.extend(SessionCardSchema, {
  /** The public holiday that its day has become since it was planned, with bookings: whoever is on duty moves or cancels it. Null: none. */
  holiday: z.nullable(z.string()),
})
export type Duty = z.infer<typeof DutySchema>
export const PlannedSessionSchema = z.extend(DutySchema, {
  rotaId: z.nullable(IdSchema),
  bookedCount: z.int(),
  /** Changed by hand: the rota does not touch it any more. */
  byHand: z.boolean(),
  /** Worked as a make-up day for a holiday: 「改期？」 */
  makeUpDay: z.boolean(),
})
export type PlannedSession = z.infer<typeof PlannedSessionSchema>
export const PlanSchema = z.object({
  items: z.array(PlannedSessionSchema),
  /** Days of the pattern on which nobody receives, because they are a public holiday. */
  skipped: z.array(z.object({ rotaId: IdSchema, day: DaySchema, holiday: z.string() })),
  /** A year whose holidays are not known yet: its plan may still change. Null: all are known. */
  unknownYear: z.nullable(z.int()),
})
export type Plan = z.infer<typeof PlanSchema>

/** Moves one session: all its slots by as much, and their bookings with them. The rest of the rota stays. */
export const MoveSessionInputSchema = z.object({
  sessionId: IdSchema,
  homeId: IdSchema,
  startsAt: InstantSchema,
  reason: textSchema(2, 200),
})
/** Two sessions exchange their hosts. */
export const SwapInputSchema = z.object({ sessionId: IdSchema, otherId: IdSchema })
/** Somebody else receives; without `hostId` it is the caller who takes over. */
export const TakeOverInputSchema = z.object({ sessionId: IdSchema, hostId: z.nullable(IdSchema) })
export const CancelSessionInputSchema = z.object({ sessionId: IdSchema, reason: textSchema(2, 200) })

export const SaveHostCardInputSchema = z.object({ orgId: IdSchema, post: textSchema(1, 40), helpsWith: textSchema(0, 200) })
export const HostsSchema = z.object({ items: z.array(HostCardSchema) })
export type Hosts = z.infer<typeof HostsSchema>

/** What somebody came with before, to the same organization. */
export const EarlierMatterSchema = z.object({
  at: InstantSchema,
  topic: TopicSchema,
  question: z.string(),
  record: z.string(),
  state: BookingStateSchema,
})
/** Somebody on the host's list. `name` is 匿名青年 for whoever wishes so, to everybody but the host. */
export const ReceptionLineSchema = z.object({
  bookingId: IdSchema,
  name: z.string(),
  anonymous: z.boolean(),
  slotNo: z.int(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  state: BookingStateSchema,
  topic: TopicSchema,
  question: z.string(),
  walkIn: z.boolean(),
  comingAt: z.nullable(InstantSchema),
  checkedInAt: z.nullable(InstantSchema),
  metAt: z.nullable(InstantSchema),
  finishedAt: z.nullable(InstantSchema),
  record: z.string(),
  /** Why they say they did not come; null: they have not said. */
  explanation: z.nullable(z.string()),
  excused: z.boolean(),
  earlier: z.array(EarlierMatterSchema),
})
export type ReceptionLine = z.infer<typeof ReceptionLineSchema>
export const ReceptionSchema = z.object({ session: SessionCardSchema, items: z.array(ReceptionLineSchema) })
export type Reception = z.infer<typeof ReceptionSchema>

export const BookingIdInputSchema = z.object({ sessionId: IdSchema, bookingId: IdSchema })
/** By the pass that the person shows (我的码). */
export const CheckInByPassInputSchema = z.object({ sessionId: IdSchema, pass: z.string().check(z.maxLength(500)) })
/** By the code that turns on the host's phone, as scanned. */
export const CheckInByCodeInputSchema = z.object({ code: z.string().check(z.maxLength(500)) })
export const CheckedInSchema = z.object({ sessionId: IdSchema, name: z.string(), hostName: z.string(), startsAt: InstantSchema })
export type CheckedIn = z.infer<typeof CheckedInSchema>
/** All the host's phone needs to show the code that turns: the session’s own secret (base64url) among it. */
export const SessionSecretSchema = z.object({
  sessionId: IdSchema,
  code: PublicCodeSchema,
  secret: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  /** Where links begin. */
  publicUrl: z.string(),
  /** The server's time: the phone's own clock may be wrong. */
  now: InstantSchema,
})
export type SessionSecret = z.infer<typeof SessionSecretSchema>
export const FinishInputSchema = z.object({ sessionId: IdSchema, bookingId: IdSchema, record: textSchema(0, 1000, true) })
/** Somebody who came without a booking: by the pass they show, or by the name they give. */
export const WalkInInputSchema = z
  .object({
    sessionId: IdSchema,
    pass: z.nullable(z.string().check(z.maxLength(500))),
    name: z.nullable(textSchema(1, 40)),
    topic: TopicSchema,
    question: textSchema(0, 500, true),
  })
  .check(z.refine((input) => (input.pass === null) !== (input.name === null), { path: ['name'] }))

export const HostYearInputSchema = z.object({ year: z.int().check(z.gte(2020), z.lte(2099)) })
/** What a host has done in a year, counted from what was recorded at the receptions themselves. */
export const HostYearSchema = z.object({
  year: z.int(),
  received: z.int(),
  answeredOnTheSpot: z.int(),
  days: z.int(),
  /** My next duties, the soonest first. */
  next: z.array(DutySchema),
})
export type HostYear = z.infer<typeof HostYearSchema>
