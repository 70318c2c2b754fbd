import * as z from './zod'
import { DaySchema, FileRefSchema, IdSchema, InstantSchema, PublicCodeSchema, textSchema } from './common'
import { EventCardSchema, ShowcaseSchema } from './events'
import { CLOCK_KINDS } from './names'

/** A youth home (青年之家): a place run by an organisation. */
export const HomeSchema = z.object({
  id: IdSchema,
  name: z.string(),
  orgId: IdSchema,
  orgName: z.string(),
  address: z.string(),
  hours: z.string(),
  services: z.array(z.string()),
  /** When the secretary can be met here in person, e.g. 「每周六 9:00–11:30」. Empty: not here. */
  dutyNote: z.string(),
})
export type Home = z.infer<typeof HomeSchema>
export const HomesSchema = z.object({ items: z.array(HomeSchema) })
/** An organization to choose by its name. */
export const OrgChoiceSchema = z.object({ orgId: IdSchema, orgName: z.string() })
export type OrgChoice = z.infer<typeof OrgChoiceSchema>
/** What an officer looks after: homes, and the organizations that may own something in them or live there. */
export const ManagedHomesSchema = z.extend(HomesSchema, {
  /** The officer's own first, then social organizations and others below it, the nearest first; at most 100. */
  orgs: z.array(OrgChoiceSchema),
})

/** A social organization that lives in a home. `orgId`: where it is an organization of ours, with events of its own. */
export const ResidentSchema = z.object({
  id: IdSchema,
  orgId: z.nullable(IdSchema),
  name: z.string(),
  about: z.string(),
  since: DaySchema,
  next: z.array(EventCardSchema),
})
export type Resident = z.infer<typeof ResidentSchema>

/** What a home stands as: an ordinary one, a model home, one whose plate is proposed to come down, one that lost it. */
export const HomeStandingSchema = z.enum(['ordinary', 'model', 'delisting_proposed', 'delisted'])
export type HomeStanding = z.infer<typeof HomeStandingSchema>

/** The page of a home, open to everybody. */
export const HomePageSchema = z.extend(HomeSchema, {
  about: z.string(),
  cover: z.nullable(FileRefSchema),
  standing: HomeStandingSchema,
  next: z.array(EventCardSchema),
  residents: z.array(ResidentSchema),
  lastShowcase: z.nullable(z.extend(ShowcaseSchema, { eventId: IdSchema, title: z.string(), startsAt: InstantSchema })),
  /** Visits of the last 30 days. */
  visitCount: z.int(),
  visitedToday: z.boolean(),
  /** Whether the caller is an officer here. */
  mayManage: z.boolean(),
})
export type HomePage = z.infer<typeof HomePageSchema>

/** A home by its id or by the code on its poster. */
export const HomeKeySchema = z
  .object({ homeId: z.optional(IdSchema), code: z.optional(PublicCodeSchema) })
  .check(z.refine((key) => Boolean(key.homeId) !== Boolean(key.code), { path: ['code'] }))
export const HomeIdInputSchema = z.object({ homeId: IdSchema })
export const EditHomeInputSchema = z.object({
  homeId: IdSchema,
  address: textSchema(0, 100),
  hours: textSchema(0, 60),
  services: z.array(textSchema(1, 20)).check(z.maxLength(20)),
  about: textSchema(0, 1000, true),
  cover: z.nullable(FileRefSchema),
})
export type EditHomeInput = z.infer<typeof EditHomeInputSchema>
export const HomePosterSchema = z.object({
  code: PublicCodeSchema,
  link: z.string(),
  name: z.string(),
  mime: z.string(),
  base64: z.string(),
})
export const AddResidentInputSchema = z.object({
  homeId: IdSchema,
  orgId: z._default(z.nullable(IdSchema), null),
  name: textSchema(2, 40),
  about: z._default(textSchema(0, 300, true), ''),
  since: DaySchema,
})
export const EndResidentInputSchema = z.object({ homeId: IdSchema, residentId: IdSchema })

export const ClockKindSchema = z.enum(CLOCK_KINDS)
export type ClockKind = z.infer<typeof ClockKindSchema>
/** How a rhythm stands now. `dueOn` is the last day on which it is still kept. */
export const ClockSchema = z.object({
  id: IdSchema,
  orgId: IdSchema,
  orgName: z.string(),
  homeId: z.nullable(IdSchema),
  homeName: z.nullable(z.string()),
  kind: ClockKindSchema,
  name: z.string(),
  everyDays: z.nullable(z.int()),
  warnDays: z.int(),
  /** The day it counts from until it has come round for the first time. */
  startedOn: z.string(),
  lastAt: z.nullable(InstantSchema),
  /** Days since the last time, or since it was set up. */
  daysSince: z.int(),
  dueOn: z.string(),
  state: z.enum(['fine', 'soon', 'overdue']),
})
export type Clock = z.infer<typeof ClockSchema>
export const ClocksSchema = z.object({ items: z.array(ClockSchema) })
export const SaveClockInputSchema = z.object({
  orgId: IdSchema,
  clockId: z.optional(IdSchema),
  homeId: z._default(z.nullable(IdSchema), null),
  kind: ClockKindSchema,
  name: textSchema(2, 30),
  everyDays: z._default(z.nullable(z.int().check(z.gte(1), z.lte(731))), null),
  warnDays: z._default(z.int().check(z.gte(0), z.lte(365)), 14),
  startedOn: DaySchema,
})
export type SaveClockInput = z.infer<typeof SaveClockInputSchema>
export const TurnClockInputSchema = z.object({ orgId: IdSchema, clockId: IdSchema, at: InstantSchema, note: textSchema(2, 200) })
export const EndClockInputSchema = z.object({ orgId: IdSchema, clockId: IdSchema })

export const HomeStepSchema = z.enum(['awarded', 'proposed', 'objected', 'kept', 'delisted'])
export type HomeStep = z.infer<typeof HomeStepSchema>
/** What a proposal to take the plate down rests on. */
export const DormancyEvidenceSchema = z.object({
  /** The last activity: a closed event or a visit; null: none since it became a model home. */
  lastAt: z.nullable(InstantSchema),
  idleDays: z.int(),
  eventsInYear: z.int(),
  visitsInYear: z.int(),
})
export type DormancyEvidence = z.infer<typeof DormancyEvidenceSchema>
export const HomeHistoryLineSchema = z.object({
  step: HomeStepSchema,
  at: InstantSchema,
  by: z.string(),
  reason: z.string(),
  evidence: z.nullable(DormancyEvidenceSchema),
})
export const ModelHomeSchema = z.object({
  homeId: IdSchema,
  name: z.string(),
  orgName: z.string(),
  standing: HomeStandingSchema,
  evidence: DormancyEvidenceSchema,
  history: z.array(HomeHistoryLineSchema),
  /** Whether the caller stands above the home, so that awarding, proposing and deciding are theirs. */
  maySupervise: z.boolean(),
  /** Whether the caller may object in the home's name. */
  mayObject: z.boolean(),
})
export type ModelHome = z.infer<typeof ModelHomeSchema>
export const ModelHomesSchema = z.object({ items: z.array(ModelHomeSchema) })
export const HomeReasonInputSchema = z.object({ homeId: IdSchema, reason: textSchema(2, 500, true) })
export const DecideDelistingInputSchema = z.object({ homeId: IdSchema, delist: z.boolean(), reason: textSchema(2, 500, true) })
