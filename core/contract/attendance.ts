import * as z from './zod'
import { DaySchema, IdSchema, InstantSchema, PublicCodeSchema, textSchema } from './common'
import { PictureContentSchema } from './files'
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
  /** Said 「来」 the day before. */
  coming: z.boolean(),
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

/** 我的码: a pass signed by the server, good for 7 days, that an officer's phone checks without a network. */
export const PassSchema = z.object({
  /** The text of its QR: `PUBLIC_URL/q/p/<payload>.<signature>`. */
  pass: z.string(),
  name: z.string(),
  expiresAt: InstantSchema,
})
export type Pass = z.infer<typeof PassSchema>
/** A key that passes and cards are checked with: Ed25519, base64url. */
export const PassKeySchema = z.object({ kid: z.string(), publicKey: z.string() })
export type PassKey = z.infer<typeof PassKeySchema>

/** All an officer's phone needs to hold the door of an event for a day without a network. */
export const DoorPackSchema = z.object({
  screen: ScreenSchema,
  lines: z.array(DoorLineSchema),
  /** People of the organization who are not enrolled, for a roll call or a tap in the list. */
  members: z.array(z.object({ personId: IdSchema, name: z.string() })),
  walkIns: z.boolean(),
})
export type DoorPack = z.infer<typeof DoorPackSchema>
export const DoorPackAnswerSchema = z.object({ pack: DoorPackSchema, passKeys: z.array(PassKeySchema), now: InstantSchema })
export const FieldPackInputSchema = z.object({ orgId: IdSchema, day: DaySchema })
/** 下乡包: the events of a day with their lists and keys. */
export const FieldPackSchema = z.object({
  day: DaySchema,
  packs: z.array(DoorPackSchema),
  passKeys: z.array(PassKeySchema),
  now: InstantSchema,
})
export type FieldPack = z.infer<typeof FieldPackSchema>

/** How an officer's phone knows that somebody is there. */
export const OfficerAssuranceSchema = z.enum(['pass', 'card', 'roll_call', 'manual', 'paper'])
export type OfficerAssurance = z.infer<typeof OfficerAssuranceSchema>
/** Somebody's presence by an officer's phone. `at`: that phone's clock, corrected by the last known offset of the server. */
export const PresenceEntrySchema = z.object({
  /** For a pass or a card it stands in the pass. */
  personId: z.optional(IdSchema),
  purpose: PurposeSchema,
  by: OfficerAssuranceSchema,
  at: InstantSchema,
  /** What was read, where `by` is `pass` or `card`. */
  pass: z.optional(z.string().check(z.maxLength(600))),
  /** Why, where `by` is `manual`. */
  reason: z._default(textSchema(0, 100), ''),
})
export type PresenceEntry = z.infer<typeof PresenceEntrySchema>
/** One delivery: a pass that was read, or a whole roll call. All of it is recorded, or nothing. */
export const RecordInputSchema = z.object({
  eventId: IdSchema,
  entries: z.array(PresenceEntrySchema).check(z.minLength(1), z.maxLength(5000)),
})
export type RecordInput = z.infer<typeof RecordInputSchema>
/** What each entry came to, in their order. */
export const RecordedSchema = z.object({
  entries: z.array(
    z.object({
      personId: IdSchema,
      name: z.string(),
      outcome: z.enum(['signed_in', 'repeat', 'signed_out']),
      /** Presence is recorded; that they had not enrolled is for a human to see. */
      enrolled: z.boolean(),
      at: InstantSchema,
    }),
  ),
})
export type Recorded = z.infer<typeof RecordedSchema>

export const EvidenceKindSchema = z.enum(['group_photo', 'paper_sheet'])
export type EvidenceKind = z.infer<typeof EvidenceKindSchema>
export const AddEvidenceInputSchema = z.object({
  eventId: IdSchema,
  kind: EvidenceKindSchema,
  picture: PictureContentSchema,
  note: z._default(textSchema(0, 100), ''),
})
export const AddedEvidenceSchema = z.object({ id: IdSchema })
export const EventEvidenceSchema = z.object({
  items: z.array(z.object({ id: IdSchema, kind: EvidenceKindSchema, note: z.string(), by: z.string(), at: InstantSchema })),
})
export const EvidencePictureInputSchema = z.object({ eventId: IdSchema, evidenceId: IdSchema })

/** Printed personal cards: of the people of an organization, or of those enrolled for one of its events. */
export const CardsInputSchema = z.object({ orgId: IdSchema, eventId: z.optional(IdSchema), validUntil: DaySchema })

/** The printed code of a home: a visit, or a sign-in where an event there allows it. `at`: the phone's corrected clock. */
export const PosterInputSchema = z.object({
  code: PublicCodeSchema,
  /** The event meant, where several would take it. */
  eventId: z.optional(IdSchema),
  delivery: DeliverySchema,
  at: InstantSchema,
})
export const PosterOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed_in'), attendance: AttendanceCardSchema }),
  z.object({ outcome: z.literal('repeat'), attendance: AttendanceCardSchema }),
  z.object({ outcome: z.literal('visited'), homeId: IdSchema, homeName: z.string(), first: z.boolean() }),
  z.object({ outcome: z.literal('choose'), homeId: IdSchema, homeName: z.string(), events: z.array(ScannedEventSchema) }),
])
export type PosterOutcome = z.infer<typeof PosterOutcomeSchema>

/** Who helps at the door of one event. */
export const HelpersSchema = z.object({ items: z.array(z.object({ personId: IdSchema, name: z.string(), since: InstantSchema })) })
/** By the person's 我的码, or chosen from the list of the event. */
export const AppointHelperInputSchema = z
  .object({ eventId: IdSchema, personId: z.optional(IdSchema), pass: z.optional(z.string().check(z.maxLength(600))) })
  .check(z.refine((who) => Boolean(who.personId) !== Boolean(who.pass), { path: ['pass'] }))
export const HelperInputSchema = z.object({ eventId: IdSchema, personId: IdSchema })
