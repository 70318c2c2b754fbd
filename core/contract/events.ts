import * as z from './zod'
import { DaySchema, IdSchema, InstantSchema, PublicCodeSchema, textSchema } from './common'
import { PageSchema } from './envelope'
import { ASSURANCES, CATEGORIES, FLAGS, HELD_REASONS, MODULES, NOT_VOLUNTEERING } from './names'

export const CategorySchema = z.enum(CATEGORIES)
export const ModuleSchema = z.enum(MODULES)
export const NotVolunteeringSchema = z.enum(NOT_VOLUNTEERING)
export const EventStatusSchema = z.enum(['draft', 'in_review', 'published', 'closed', 'cancelled'])
export type EventStatus = z.infer<typeof EventStatusSchema>

export const EnrollmentStateSchema = z.enum(['enrolled', 'left', 'on_leave', 'attended', 'absent'])
export type EnrollmentState = z.infer<typeof EnrollmentStateSchema>

/** What lists show of an event. */
export const EventCardSchema = z.object({
  id: IdSchema,
  code: PublicCodeSchema,
  title: z.string(),
  category: CategorySchema,
  homeId: IdSchema,
  homeName: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  status: EventStatusSchema,
  /** null: unlimited. */
  places: z.nullable(z.int()),
  /** Free places now; null: unlimited. */
  free: z.nullable(z.int()),
  givesHours: z.boolean(),
  creditModule: z.nullable(ModuleSchema),
  /** Credits in hundredths. */
  creditHundredths: z.int(),
})
export type EventCard = z.infer<typeof EventCardSchema>

/** My own relation to an event. All null: none. */
export const MyPartSchema = z.object({
  enrollment: z.nullable(EnrollmentStateSchema),
  signedInAt: z.nullable(InstantSchema),
  signedOutAt: z.nullable(InstantSchema),
  /** Waits for an officer: the phone was off line when the code was scanned. */
  pending: z.boolean(),
  /** When I said that I left, where I forgot to sign out. */
  proposedLeftAt: z.nullable(InstantSchema),
})
export type MyPart = z.infer<typeof MyPartSchema>

export const EventDetailSchema = z.extend(EventCardSchema, {
  summary: z.string(),
  contact: z.string(),
  orgName: z.string(),
  address: z.string(),
  /** Whether people sign out at the end. Hours need it. */
  signOut: z.boolean(),
  /** No one is late: people come and go (随到随进). */
  dropIn: z.boolean(),
  signInOpensAt: InstantSchema,
  signInClosesAt: InstantSchema,
  signOutClosesAt: InstantSchema,
  cancelReason: z.nullable(z.string()),
  enrolledCount: z.int(),
  mine: MyPartSchema,
  /** Whether the caller may hold the door of this event. */
  mayManage: z.boolean(),
})
export type EventDetail = z.infer<typeof EventDetailSchema>

export const EventListInputSchema = z.object({
  homeId: z.optional(IdSchema),
  category: z.optional(CategorySchema),
  day: z.optional(DaySchema),
  ...PageSchema,
})
export const EventListSchema = z.object({ items: z.array(EventCardSchema), next: z.nullable(z.string()) })

/** An event by its id or by the public code of a link. */
export const EventKeySchema = z
  .object({ eventId: z.optional(IdSchema), code: z.optional(PublicCodeSchema) })
  .check(z.refine((key) => Boolean(key.eventId) !== Boolean(key.code), { path: ['code'] }))
export const EventIdInputSchema = z.object({ eventId: IdSchema })

/**
 * A new event. Hours need sign-out and the check-list: `notVolunteering` lists what does apply (must be empty), and
 * `checkedNotVolunteering` says that the publisher has been through it.
 */
export const PublishInputSchema = z.object({
  homeId: IdSchema,
  title: textSchema(2, 60),
  category: CategorySchema,
  summary: z._default(textSchema(0, 2000, true), ''),
  contact: z._default(textSchema(0, 60), ''),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  /** null: unlimited. */
  places: z.nullable(z.int().check(z.gte(1), z.lte(5000))),
  givesHours: z.boolean(),
  checkedNotVolunteering: z._default(z.boolean(), false),
  notVolunteering: z._default(z.array(NotVolunteeringSchema), []),
  creditModule: z._default(z.nullable(ModuleSchema), null),
  creditHundredths: z._default(z.int().check(z.gte(0), z.lte(1000)), 0),
  signOut: z._default(z.boolean(), true),
  dropIn: z._default(z.boolean(), false),
  strict: z._default(z.boolean(), false),
})
export type PublishInput = z.infer<typeof PublishInputSchema>

export const PublishedSchema = z.object({ id: IdSchema, code: PublicCodeSchema, link: z.string() })
export const CancelInputSchema = z.object({ eventId: IdSchema, reason: textSchema(2, 200) })
export const EnrollmentSchema = z.object({ eventId: IdSchema, state: EnrollmentStateSchema, at: InstantSchema })
export type Enrollment = z.infer<typeof EnrollmentSchema>

/** One of my own events, for 我的 and 首页. */
export const MyEventSchema = z.object({ event: EventCardSchema, mine: MyPartSchema })
export type MyEvent = z.infer<typeof MyEventSchema>
export const MyEventsInputSchema = z.object({ when: z.enum(['coming', 'past']), ...PageSchema })
export const MyEventsSchema = z.object({ items: z.array(MyEventSchema), next: z.nullable(z.string()) })

/** What an officer's list shows of an event. */
export const ManagedEventSchema = z.extend(EventCardSchema, {
  orgName: z.string(),
  enrolledCount: z.int(),
  arrivedCount: z.int(),
  pendingCount: z.int(),
})
export type ManagedEvent = z.infer<typeof ManagedEventSchema>
export const ManagedInputSchema = z.object({ orgId: IdSchema, when: z.enum(['now', 'coming', 'to_close', 'past']), ...PageSchema })
export const ManagedEventsSchema = z.object({ items: z.array(ManagedEventSchema), next: z.nullable(z.string()) })

/** Where a line of the closing goes, and why. */
export const PostingSchema = z.enum([
  'posts', // into the ledger at once
  'second_approver', // a claim, verified by the closer
  'held', // a claim, submitted, with its reason
  'none', // nothing to post
  'no_sign_out', // waits for a time of leaving
  'pending', // a delayed scan that nobody has confirmed
])
export type Posting = z.infer<typeof PostingSchema>
export const HeldReasonSchema = z.enum(HELD_REASONS)
export const FlagSchema = z.enum(FLAGS)
export const AssuranceSchema = z.enum(ASSURANCES)
export type Assurance = z.infer<typeof AssuranceSchema>

/** One person's line of the closing: what is known, and what would be posted. */
export const ClosingLineSchema = z.object({
  personId: IdSchema,
  name: z.string(),
  signedInAt: InstantSchema,
  signedOutAt: z.nullable(InstantSchema),
  proposedLeftAt: z.nullable(InstantSchema),
  /** The time filled in where there is no sign-out. */
  suggestedLeftAt: z.nullable(InstantSchema),
  tardyMinutes: z.int(),
  delayed: z.boolean(),
  confirmed: z.boolean(),
  enrolled: z.boolean(),
  assurance: AssuranceSchema,
  flags: z.array(FlagSchema),
  minutes: z.int(),
  creditHundredths: z.int(),
  hours: PostingSchema,
  credits: PostingSchema,
  heldReason: z.nullable(HeldReasonSchema),
  /** An earlier closing has written this line: `hours` and `credits` say where it went. */
  settled: z.boolean(),
})
export type ClosingLine = z.infer<typeof ClosingLineSchema>

export const ClosingSchema = z.object({
  event: EventCardSchema,
  signOut: z.boolean(),
  signOutClosesAt: InstantSchema,
  closedAt: z.nullable(InstantSchema),
  mayClose: z.boolean(),
  lines: z.array(ClosingLineSchema),
  absent: z.array(z.object({ personId: IdSchema, name: z.string() })),
  /** What would be posted now (before closing), or has been posted (after). */
  postedMinutes: z.int(),
  postedCreditHundredths: z.int(),
  claimedMinutes: z.int(),
  /** What the event was lengthened by at its first closing. */
  overrunMinutes: z.int(),
})
export type Closing = z.infer<typeof ClosingSchema>

/**
 * Closing an event. `confirm` names people whose delayed scan the officer confirms; `left` gives a time of leaving to
 * people without a sign-out (it counts as `manual`). May be sent again later for those that were still open.
 */
export const CloseInputSchema = z.object({
  eventId: IdSchema,
  confirm: z._default(z.array(IdSchema).check(z.maxLength(5000)), []),
  left: z._default(z.array(z.object({ personId: IdSchema, leftAt: InstantSchema })).check(z.maxLength(5000)), []),
  overrun: z._default(z.nullable(z.object({ minutes: z.int().check(z.gte(1), z.lte(240)), reason: textSchema(2, 200) })), null),
})
export type CloseInput = z.infer<typeof CloseInputSchema>
