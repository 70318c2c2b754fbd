import * as z from './zod'
import { IdSchema, InstantSchema } from './common'
import { PageSchema } from './envelope'
import { AssuranceSchema, HeldReasonSchema, ModuleSchema } from './events'

/** What a line rests on: the event, the scans, the people who approved, the version of the rule. */
export const EvidenceSchema = z.object({
  eventId: z.nullable(IdSchema),
  title: z.string(),
  homeName: z.string(),
  signedInAt: z.nullable(InstantSchema),
  signedOutAt: z.nullable(InstantSchema),
  assurance: z.nullable(AssuranceSchema),
  delayed: z.boolean(),
  approvers: z.array(z.string()),
  ruleVersion: z.string(),
})
export type Evidence = z.infer<typeof EvidenceSchema>

/** One line of the hours ledger. */
export const HoursLineSchema = z.object({
  id: IdSchema,
  minutes: z.int(),
  from: InstantSchema,
  to: InstantSchema,
  postedAt: InstantSchema,
  evidence: EvidenceSchema,
})
export type HoursLine = z.infer<typeof HoursLineSchema>

/** A claim under way (在路上): with whom, since when, and why it was held. */
export const ClaimSchema = z.object({
  id: IdSchema,
  kind: z.enum(['hours', 'credit']),
  state: z.enum(['submitted', 'verified', 'approved', 'returned', 'rejected']),
  heldReason: z.nullable(HeldReasonSchema),
  minutes: z.int(),
  creditHundredths: z.int(),
  module: z.nullable(ModuleSchema),
  withOrg: z.string(),
  since: InstantSchema,
  /** Which day it is under way, counted from 1 in UTC+8 days. */
  day: z.int(),
  evidence: EvidenceSchema,
})
export type Claim = z.infer<typeof ClaimSchema>

export const MyHoursInputSchema = z.object({ ...PageSchema })
export const MyHoursSchema = z.object({
  /** Sum over the whole ledger, in minutes. */
  totalMinutes: z.int(),
  /** Minutes that are under way as claims. */
  claimedMinutes: z.int(),
  /** The last twelve months, oldest first: `2026-11` and minutes. */
  months: z.array(z.object({ month: z.string(), minutes: z.int() })),
  claims: z.array(ClaimSchema),
  items: z.array(HoursLineSchema),
  next: z.nullable(z.string()),
})
export type MyHours = z.infer<typeof MyHoursSchema>
