import * as z from './zod'
import { IdSchema, InstantSchema, PublicCodeSchema, textSchema } from './common'
import { FlagSchema, AssuranceSchema } from './events'

export const PurposeSchema = z.enum(['sign_in', 'sign_out'])
export type Purpose = z.infer<typeof PurposeSchema>

/** How a scan came: at once, or from the outbox of a phone that had no network. */
export const DeliverySchema = z.enum(['live', 'stored'])
export type Delivery = z.infer<typeof DeliverySchema>

/**
 * A scan. `code` is the part of the link after `/q/`: `s/<eventCode>.<step>.<mac>` (`o/` for sign-out). `expected` is the
 * event on whose page the scan was made, where there was one.
 */
export const ScanInputSchema = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(512)),
  delivery: DeliverySchema,
  expected: z.optional(IdSchema),
})
export type ScanInput = z.infer<typeof ScanInputSchema>

/** What a person sees of their own attendance. */
export const AttendanceCardSchema = z.object({
  eventId: IdSchema,
  eventCode: PublicCodeSchema,
  title: z.string(),
  homeName: z.string(),
  name: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  /** The time of the code that was scanned, never the phone's clock. */
  signedInAt: InstantSchema,
  signedOutAt: z.nullable(InstantSchema),
  tardyMinutes: z.int(),
  /** Minutes that count so far; 0 until signed out. */
  minutes: z.int(),
  signOut: z.boolean(),
})
export type AttendanceCard = z.infer<typeof AttendanceCardSchema>

/** What was scanned, for someone of whom nothing is recorded yet. */
export const ScannedEventSchema = z.object({
  eventId: IdSchema,
  eventCode: PublicCodeSchema,
  title: z.string(),
  homeName: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
})
export type ScannedEvent = z.infer<typeof ScannedEventSchema>

/**
 * What a scan came to. `ticket`: the scan is kept and counts, but something is missing: log-in, consent, or (`walk_in`)
 * an enrollment while places are free (`places` null: unlimited). `tardy` and on-time sign-ins are both `signed_in`.
 */
export const ScanOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed_in'), attendance: AttendanceCardSchema }),
  z.object({ outcome: z.literal('repeat'), attendance: AttendanceCardSchema }),
  z.object({ outcome: z.literal('delayed'), attendance: AttendanceCardSchema }),
  z.object({ outcome: z.literal('signed_out'), attendance: AttendanceCardSchema }),
  z.object({
    outcome: z.literal('ticket'),
    need: z.enum(['login', 'consent', 'walk_in']),
    purpose: PurposeSchema,
    ticket: z.string(),
    expiresAt: InstantSchema,
    places: z.nullable(z.int()),
    event: ScannedEventSchema,
  }),
])
export type ScanOutcome = z.infer<typeof ScanOutcomeSchema>

export const TicketInputSchema = z.object({ ticket: z.string().check(z.minLength(1), z.maxLength(200)) })
export const ProposeLeaveInputSchema = z.object({ eventId: IdSchema, leftAt: InstantSchema })
export type ProposeLeaveInput = z.infer<typeof ProposeLeaveInputSchema>
export const ProposedLeaveSchema = z.object({ eventId: IdSchema, leftAt: InstantSchema })

/** A screen is opened by somebody who may hold the door, or by the pass of a link that such a person made. */
export const OpenScreenInputSchema = z.object({ eventId: IdSchema, pass: z.optional(z.string().check(z.maxLength(64))) })
/** All a screen needs to turn for the whole event without a network. The opening is logged. */
export const ScreenSchema = z.object({
  eventId: IdSchema,
  eventCode: PublicCodeSchema,
  title: z.string(),
  homeName: z.string(),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  signInOpensAt: InstantSchema,
  signInClosesAt: InstantSchema,
  signOut: z.boolean(),
  signOutClosesAt: InstantSchema,
  /** The event's secret, base64url. */
  secret: z.string(),
  /** What links begin with, e.g. `https://host`. */
  publicUrl: z.string(),
  /** The server's clock when it answered. */
  now: InstantSchema,
})
export type Screen = z.infer<typeof ScreenSchema>

export const ScreenStateSchema = z.object({
  enrolledCount: z.int(),
  arrivedCount: z.int(),
  leftCount: z.int(),
  /** The last to arrive, newest first, names masked; at most 5. */
  arrivals: z.array(z.object({ name: z.string(), at: InstantSchema })),
  status: z.enum(['published', 'closed', 'cancelled']),
  now: InstantSchema,
})
export type ScreenState = z.infer<typeof ScreenStateSchema>
/** A link that opens the screen on a PC or TV where nobody is logged in; it ends with the event. */
export const ScreenLinkSchema = z.object({ link: z.string(), expiresAt: InstantSchema })

/** One person at the door, for the list an officer holds. */
export const DoorLineSchema = z.object({
  personId: IdSchema,
  name: z.string(),
  state: z.enum(['expected', 'arrived', 'left', 'pending']),
  signedInAt: z.nullable(InstantSchema),
  signedOutAt: z.nullable(InstantSchema),
  tardyMinutes: z.int(),
  assurance: z.nullable(AssuranceSchema),
  flags: z.array(FlagSchema),
})
export type DoorLine = z.infer<typeof DoorLineSchema>
export const DoorListSchema = z.object({
  items: z.array(DoorLineSchema),
  enrolledCount: z.int(),
  arrivedCount: z.int(),
  pendingCount: z.int(),
})
export type DoorList = z.infer<typeof DoorListSchema>
export const DoorInputSchema = z.object({ eventId: IdSchema, search: z._default(textSchema(0, 40), '') })
