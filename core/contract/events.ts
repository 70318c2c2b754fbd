import * as z from './zod'
import { DaySchema, FileRefSchema, IdSchema, InstantSchema, MadeFileSchema, PublicCodeSchema, textSchema } from './common'
import { PageSchema } from './envelope'
import { ASSURANCES, AUDIENCES, FLAGS, HELD_REASONS, MODULES, NOT_VOLUNTEERING, RATING_TAGS } from './names'
import { CategoryCodeSchema, CategoryItemSchema } from './people'

export const ModuleSchema = z.enum(MODULES)
export const NotVolunteeringSchema = z.enum(NOT_VOLUNTEERING)
export const EventStatusSchema = z.enum(['draft', 'in_review', 'published', 'closed', 'cancelled'])
export type EventStatus = z.infer<typeof EventStatusSchema>

/** `applied`: waits for the lots to be drawn; `not_drawn`: they fell on others. */
export const EnrollmentStateSchema = z.enum(['applied', 'not_drawn', 'enrolled', 'left', 'on_leave', 'attended', 'absent'])
export type EnrollmentState = z.infer<typeof EnrollmentStateSchema>
/** How somebody came to be enrolled. */
export type EnrollmentSource = 'app' | 'walk_in' | 'officer' | 'waiting_list' | 'lots'
export const AudienceSchema = z.enum(AUDIENCES)
export type Audience = z.infer<typeof AudienceSchema>

/** 「有位自动报上」 or 「先问我」. */
export const WaitingModeSchema = z.enum(['auto', 'ask'])
export type WaitingMode = z.infer<typeof WaitingModeSchema>
export const WaitingStateSchema = z.enum(['waiting', 'offered', 'served', 'expired', 'declined', 'left', 'closed'])
export type WaitingState = z.infer<typeof WaitingStateSchema>

/** What lists show of an event. */
export const EventCardSchema = z.object({
  id: IdSchema,
  code: PublicCodeSchema,
  title: z.string(),
  category: CategoryCodeSchema,
  categoryName: z.string(),
  cover: z.nullable(FileRefSchema),
  audience: AudienceSchema,
  byLots: z.boolean(),
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

/** My place in the line of an event. */
export const MyWaitingSchema = z.object({
  mode: WaitingModeSchema,
  state: WaitingStateSchema,
  shift: z.nullable(z.int()),
  /** Counted from 1 among those who wait for the same; null where I do not wait any more. */
  position: z.nullable(z.int()),
  since: InstantSchema,
  /** Until when the place is kept for me; null without an offer. */
  offeredUntil: z.nullable(InstantSchema),
})
export type MyWaiting = z.infer<typeof MyWaitingSchema>

export const StarsSchema = z.int().check(z.gte(1), z.lte(5))
export const RatingTagSchema = z.enum(RATING_TAGS)
export const MyRatingSchema = z.object({ stars: StarsSchema, tags: z.array(RatingTagSchema), word: z.string(), at: InstantSchema })
export type MyRating = z.infer<typeof MyRatingSchema>
export const ObjectionStateSchema = z.enum(['open', 'accepted', 'declined'])
export const MyObjectionSchema = z.object({
  state: ObjectionStateSchema,
  text: z.string(),
  at: InstantSchema,
  dueAt: InstantSchema,
  answer: z.nullable(z.string()),
})
export type MyObjection = z.infer<typeof MyObjectionSchema>

/** My own relation to an event. All null: none. */
export const MyPartSchema = z.object({
  enrollment: z.nullable(EnrollmentStateSchema),
  /** The shift I am enrolled for; null where the event has none. */
  shift: z.nullable(z.int()),
  /** When I said that I come, the day before. */
  comingAt: z.nullable(InstantSchema),
  signedInAt: z.nullable(InstantSchema),
  signedOutAt: z.nullable(InstantSchema),
  /** Waits for an officer: the phone was off line when the code was scanned. */
  pending: z.boolean(),
  /** When I said that I left, where I forgot to sign out. */
  proposedLeftAt: z.nullable(InstantSchema),
  waiting: z.nullable(MyWaitingSchema),
})
export type MyPart = z.infer<typeof MyPartSchema>

/** My part with what the event's own page shows besides. */
export const MyWholePartSchema = z.extend(MyPartSchema, {
  /** When my enrollment became what it is. */
  enrolledAt: z.nullable(InstantSchema),
  /** Why I could not enroll now, apart from a full house: the code of the refusal, or null. */
  refusal: z.nullable(z.string()),
  /** From tomorrow's event on: whether I come is asked now. */
  askComing: z.boolean(),
  /** Leaving now is 请假: the window of enrolling is over. */
  leaveNeedsWord: z.boolean(),
  mayLeave: z.boolean(),
  mayRate: z.boolean(),
  rating: z.nullable(MyRatingSchema),
  mayObject: z.boolean(),
  objection: z.nullable(MyObjectionSchema),
  /** An absence without leave puts me behind others in waiting lists until then; null: it does not. */
  behindUntil: z.nullable(InstantSchema),
})
export type MyWholePart = z.infer<typeof MyWholePartSchema>

export const ShiftSchema = z.object({
  n: z.int(),
  label: z.string(),
  from: InstantSchema,
  to: InstantSchema,
  /** null: unlimited. */
  places: z.nullable(z.int()),
  free: z.nullable(z.int()),
})
export type Shift = z.infer<typeof ShiftSchema>

/** What an event looked like afterwards. */
export const ShowcaseSchema = z.object({ text: z.string(), pictures: z.array(FileRefSchema), at: InstantSchema })
export type Showcase = z.infer<typeof ShowcaseSchema>
/** Shown from three votes on. `average` in tenths of a star. */
export const RatingSummarySchema = z.object({
  count: z.int(),
  average: z.int(),
  tags: z.array(z.object({ tag: RatingTagSchema, count: z.int() })),
})
export type RatingSummary = z.infer<typeof RatingSummarySchema>

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
  waitingCount: z.int(),
  orgId: IdSchema,
  /** Enrollment is open from then (null: at once) until then (null: until the end). */
  enrollFrom: z.nullable(InstantSchema),
  enrollUntil: z.nullable(InstantSchema),
  /** Whose people may come, where `audience` is `org`. */
  audienceOrgName: z.nullable(z.string()),
  ageFrom: z.nullable(z.int()),
  ageTo: z.nullable(z.int()),
  walkIns: z.boolean(),
  /** Whether the home's printed code signs in (lower assurance). */
  poster: z.boolean(),
  firstTimerPercent: z.int(),
  /** SHA-256 of the seed that the lots are drawn with, before; the seed itself, afterwards. Null: no lots. */
  lotsSeedHash: z.nullable(z.string()),
  lotsSeed: z.nullable(z.string()),
  drawnAt: z.nullable(InstantSchema),
  shifts: z.array(ShiftSchema),
  seriesId: z.nullable(IdSchema),
  /** Time or place changed since people enrolled. */
  changedAt: z.nullable(InstantSchema),
  closedAt: z.nullable(InstantSchema),
  /** Until when one may object to one's line; null before closing. */
  objectUntil: z.nullable(InstantSchema),
  showcase: z.nullable(ShowcaseSchema),
  rating: z.nullable(RatingSummarySchema),
  /** Moves with every change of it: a reviewer says which they have looked at. */
  version: z.int(),
  /** Why the reviewer returned it; for officers of the event. */
  reviewNote: z.nullable(z.string()),
  mine: MyWholePartSchema,
  /** Whether the caller may do an officer's work here: edit, close, cancel. */
  mayEdit: z.boolean(),
  /** Whether the caller may hold the door of this event. */
  mayManage: z.boolean(),
})
export type EventDetail = z.infer<typeof EventDetailSchema>

export const EventListInputSchema = z.object({
  homeId: z.optional(IdSchema),
  category: z.optional(CategoryCodeSchema),
  day: z.optional(DaySchema),
  ...PageSchema,
})
export const EventListSchema = z.object({ items: z.array(EventCardSchema), next: z.nullable(z.string()) })

/** An event by its id or by the public code of a link. */
export const EventKeySchema = z
  .object({ eventId: z.optional(IdSchema), code: z.optional(PublicCodeSchema) })
  .check(z.refine((key) => Boolean(key.eventId) !== Boolean(key.code), { path: ['code'] }))
export const EventIdInputSchema = z.object({ eventId: IdSchema })

/** A part of an event with its own times and places. `n`: the one that is changed, where an event is edited; null: a new one. */
export const ShiftInputSchema = z.object({
  n: z._default(z.nullable(z.int().check(z.gte(1), z.lte(20))), null),
  label: textSchema(1, 20),
  from: InstantSchema,
  to: InstantSchema,
  places: z.nullable(z.int().check(z.gte(1), z.lte(5000))),
})

/**
 * What an officer writes about an event. Hours need sign-out and the check-list: `notVolunteering` lists what does apply
 * (must be empty), and `checkedNotVolunteering` says that the publisher has been through it.
 */
const eventForm = {
  homeId: IdSchema,
  /** In whose name: the home's organization unless said; else a social organization that lives in the home. */
  orgId: z._default(z.nullable(IdSchema), null),
  title: textSchema(2, 60),
  category: CategoryCodeSchema,
  summary: z._default(textSchema(0, 2000, true), ''),
  contact: z._default(textSchema(0, 60), ''),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  /** null: unlimited. With shifts: the sum of theirs, whatever is said here. */
  places: z.nullable(z.int().check(z.gte(1), z.lte(5000))),
  givesHours: z.boolean(),
  checkedNotVolunteering: z._default(z.boolean(), false),
  notVolunteering: z._default(z.array(NotVolunteeringSchema), []),
  creditModule: z._default(z.nullable(ModuleSchema), null),
  creditHundredths: z._default(z.int().check(z.gte(0), z.lte(1000)), 0),
  signOut: z._default(z.boolean(), true),
  dropIn: z._default(z.boolean(), false),
  strict: z._default(z.boolean(), false),
  enrollFrom: z._default(z.nullable(InstantSchema), null),
  enrollUntil: z._default(z.nullable(InstantSchema), null),
  audience: z._default(AudienceSchema, 'open'),
  audienceOrgId: z._default(z.nullable(IdSchema), null),
  ageFrom: z._default(z.nullable(z.int().check(z.gte(0), z.lte(120))), null),
  ageTo: z._default(z.nullable(z.int().check(z.gte(0), z.lte(120))), null),
  walkIns: z._default(z.boolean(), true),
  poster: z._default(z.boolean(), false),
  byLots: z._default(z.boolean(), false),
  /** The share of places that is drawn among those who come for the first time. */
  firstTimerPercent: z._default(z.int().check(z.gte(0), z.lte(100)), 0),
  shifts: z._default(z.array(ShiftInputSchema).check(z.maxLength(20)), []),
  cover: z._default(z.nullable(FileRefSchema), null),
  /** The rhythm that this event keeps (学习社 …). */
  clockId: z._default(z.nullable(IdSchema), null),
}
export const EventFormSchema = z.object(eventForm)
export type EventForm = z.infer<typeof EventFormSchema>

/** The days of a series, counted from the day of `startsAt`; at most 60 events with all homes. */
export const SeriesInputSchema = z.object({
  every: z.enum(['week', 'two_weeks', 'month']),
  count: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  until: z.optional(DaySchema),
  except: z._default(z.array(DaySchema).check(z.maxLength(200)), []),
  skipHolidays: z._default(z.boolean(), false),
})
export type SeriesInput = z.infer<typeof SeriesInputSchema>
export const PublishInputSchema = z.object({
  ...eventForm,
  series: z._default(z.nullable(SeriesInputSchema), null),
  /** The same event in other homes as well. */
  alsoHomes: z._default(z.array(IdSchema).check(z.maxLength(60)), []),
})
export type PublishInput = z.infer<typeof PublishInputSchema>

/** `status`: `published`, or `in_review` where the parent looks first. `others`: the rest of a series, and other homes. */
export const PublishedSchema = z.object({
  id: IdSchema,
  code: PublicCodeSchema,
  link: z.string(),
  status: EventStatusSchema,
  others: z.array(z.object({ id: IdSchema, code: PublicCodeSchema, homeId: IdSchema, startsAt: InstantSchema })),
})
export type Published = z.infer<typeof PublishedSchema>
/** Changes an event, or sends one that was returned for review again. */
export const EditInputSchema = z.object({ ...eventForm, eventId: IdSchema })
export type EditInput = z.infer<typeof EditInputSchema>
export const EditedSchema = z.object({
  id: IdSchema,
  status: EventStatusSchema,
  /** How many people were told that time or place changed. */
  toldCount: z.int(),
})
/** An event as its form, for changing it or for a copy. */
export const EventFormAnswerSchema = z.object({
  ...eventForm,
  takenCount: z.int(),
  status: EventStatusSchema,
  reviewNote: z.nullable(z.string()),
})
export const CategoriesInputSchema = z.object({ homeId: z.optional(IdSchema) })
export const CategoriesSchema = z.object({ items: z.array(CategoryItemSchema) })

export const ToReviewInputSchema = z.object({ orgId: IdSchema, ...PageSchema })
export const ReviewInputSchema = z.object({
  eventId: IdSchema,
  /** What was looked at: the event's `version`. What changed since is looked at again. */
  version: z.int().check(z.gte(1), z.lte(2_000_000_000)),
  approve: z.boolean(),
  reason: z._default(textSchema(0, 200, true), ''),
  /** Also the others of its series that wait for review. */
  andSeries: z._default(z.boolean(), false),
})

/** A 接龙 as it was pasted from a group chat. */
export const MatchListInputSchema = z.object({ eventId: IdSchema, text: z.string().check(z.minLength(1), z.maxLength(100_000)) })
/** Why a human should look at a line of a pasted list before anybody is enrolled by it. */
export const DoubtSchema = z.enum([
  'no_name',
  'duplicate',
  'many_people',
  'joke',
  'cancelled',
  'too_long',
  'unknown',
  'several_of_that_name',
  'already',
])
export type Doubt = z.infer<typeof DoubtSchema>
export const MatchedLineSchema = z.object({
  n: z.nullable(z.int()),
  raw: z.string(),
  name: z.string(),
  note: z.string(),
  count: z.int(),
  doubt: z.nullable(DoubtSchema),
  personId: z.nullable(IdSchema),
  /** Those of that name, where there are several; what tells them apart is their organization. */
  candidates: z.array(z.object({ personId: IdSchema, name: z.string(), orgName: z.string() })),
})
export type MatchedLine = z.infer<typeof MatchedLineSchema>
export const MatchedListSchema = z.object({ title: z.nullable(z.string()), lines: z.array(MatchedLineSchema) })
export const EnrollPeopleInputSchema = z.object({
  eventId: IdSchema,
  personIds: z.array(IdSchema).check(z.minLength(1), z.maxLength(500)),
  shift: z._default(z.nullable(z.int().check(z.gte(1), z.lte(20))), null),
})
/** What became of each: enrolled, enrolled already, no place left. */
export const EnrolledPeopleSchema = z.object({
  enrolled: z.array(IdSchema),
  already: z.array(IdSchema),
  full: z.array(IdSchema),
})

export const CancelInputSchema = z.object({
  eventId: IdSchema,
  reason: textSchema(2, 200),
  /** Also the later ones of its series. */
  andLater: z._default(z.boolean(), false),
})
export const EnrollInputSchema = z.object({ eventId: IdSchema, shift: z._default(z.nullable(z.int().check(z.gte(1), z.lte(20))), null) })
export const LeaveInputSchema = z.object({ eventId: IdSchema, reason: z._default(textSchema(0, 100), '') })
export const EnrollmentSchema = z.object({
  eventId: IdSchema,
  state: EnrollmentStateSchema,
  at: InstantSchema,
  shift: z.nullable(z.int()),
})
export const WaitInputSchema = z.object({ ...EnrollInputSchema.shape, mode: z._default(WaitingModeSchema, 'auto') })
/** Asked to wait: a place after all (`enrolled`), or a place in the line. */
export const WaitedSchema = z.object({
  eventId: IdSchema,
  enrollment: z.nullable(EnrollmentStateSchema),
  waiting: z.nullable(MyWaitingSchema),
})
export const AnswerOfferInputSchema = z.object({ eventId: IdSchema, accept: z.boolean() })
export const ComingInputSchema = z.object({ eventId: IdSchema, coming: z.boolean() })

export const RateInputSchema = z.object({
  eventId: IdSchema,
  stars: StarsSchema,
  tags: z._default(z.array(RatingTagSchema).check(z.maxLength(RATING_TAGS.length)), []),
  /** For the organizer alone. */
  word: z._default(textSchema(0, 500, true), ''),
})
export const ObjectInputSchema = z.object({ eventId: IdSchema, text: textSchema(5, 500, true) })
export const AnswerObjectionInputSchema = z.object({
  eventId: IdSchema,
  objectionId: IdSchema,
  accept: z.boolean(),
  answer: textSchema(2, 500, true),
  /** Minutes that are missing; they become a claim that a second approver looks at. */
  minutes: z._default(z.int().check(z.gte(0), z.lte(1440)), 0),
})
export const SaveShowcaseInputSchema = z.object({
  eventId: IdSchema,
  text: textSchema(0, 1000, true),
  pictures: z.array(FileRefSchema).check(z.maxLength(9)),
})
export const SavedShowcaseSchema = z.object({ state: z.enum(['waiting', 'published']) })
/** What comes after an event, for its officers. */
export const AfterwardsSchema = z.object({
  showcase: z.nullable(z.extend(ShowcaseSchema, { state: z.enum(['waiting', 'published']), by: z.string() })),
  rating: z.nullable(RatingSummarySchema),
  /** Private words of those who came, without their names. */
  words: z.array(z.object({ stars: StarsSchema, word: z.string(), at: InstantSchema })),
  objections: z.array(
    z.object({
      id: IdSchema,
      name: z.string(),
      text: z.string(),
      state: ObjectionStateSchema,
      at: InstantSchema,
      dueAt: InstantSchema,
      answer: z.nullable(z.string()),
    }),
  ),
})
export type Afterwards = z.infer<typeof AfterwardsSchema>
export const EventFileSchema = MadeFileSchema
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
  waitingCount: z.int(),
})
export type ManagedEvent = z.infer<typeof ManagedEventSchema>
export const ManagedInputSchema = z.object({
  orgId: IdSchema,
  when: z.enum(['now', 'coming', 'to_close', 'past', 'in_review']),
  ...PageSchema,
})
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
  /** The shift they are enrolled for, whose times are theirs instead of the event's; absent where they have none. */
  shift: z.optional(z.object({ from: InstantSchema, to: InstantSchema })),
  /** They registered their own presence, as an officer: the line is held, whoever closes. */
  byThemselves: z.optional(z.boolean()),
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
