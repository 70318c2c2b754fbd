import * as z from './zod'
import { DaySchema, FileRefSchema, IdSchema, InstantSchema, textSchema } from './common'
import { PageSchema } from './envelope'
import { CASE_KINDS, CASE_RATINGS } from './names'
import { TopicSchema } from './sessions'

/** Where a case comes from: a reception, an order from the catalogue, a question in writing, a complaint, a whistle. */
export const CaseKindSchema = z.enum(CASE_KINDS)
export type CaseKind = z.infer<typeof CaseKindSchema>

/**
 * `submitted → accepted → working → resolved | explained → rated`; `returned` with a reason (domain.md, 「Cases」). `explained`: it
 * cannot be done; why, and whom to ask.
 */
export const CaseStateSchema = z.enum(['submitted', 'accepted', 'working', 'resolved', 'explained', 'rated', 'returned'])
export type CaseState = z.infer<typeof CaseStateSchema>
export const CaseRatingSchema = z.enum(CASE_RATINGS)
export type CaseRating = z.infer<typeof CaseRatingSchema>

/** What stands in the history of a case. Nobody edits it. `note`: among officers; its person never sees one. */
export const CaseStepSchema = z.enum([
  'submitted',
  'accepted',
  'returned',
  'assigned',
  'moved',
  'joined',
  'message',
  'note',
  'extended',
  'resolved',
  'explained',
  'reopened',
  'rated',
  'unmask_asked',
  'unmask_agreed',
  'unmask_declined',
  'unmasked',
])
export type CaseStep = z.infer<typeof CaseStepSchema>

/** A picture or a document that came with a case: read by who reads the case, and by nobody else. */
export const AttachmentsSchema = z.array(FileRefSchema).check(z.maxLength(6))
const words = textSchema(1, 1000, true)

export const CaseEntrySchema = z.object({
  id: IdSchema,
  step: CaseStepSchema,
  at: InstantSchema,
  /** Who, as the reader may know them: 我, 匿名青年, an officer with their organization. */
  by: z.string(),
  mine: z.boolean(),
  text: z.string(),
  files: z.array(FileRefSchema),
})
export type CaseEntry = z.infer<typeof CaseEntrySchema>

/** What lists show of a case. */
export const CaseCardSchema = z.object({
  id: IdSchema,
  kind: CaseKindSchema,
  state: CaseStateSchema,
  topic: TopicSchema,
  /** The first characters of what was written. */
  excerpt: z.string(),
  submittedAt: InstantSchema,
  /** 在谁手里: the organization in charge, and its officer; empty: nobody has taken it yet. */
  ownerOrgName: z.string(),
  ownerName: z.string(),
  /** By when the next thing has to happen: the acceptance, then the answer; null where nothing is due. */
  dueAt: z.nullable(InstantSchema),
  /** Which day it is since it was submitted, counted from 1. */
  dayNumber: z.int(),
  /** Days since it was due; 0: it is not late. */
  overdueDays: z.int(),
})
export type CaseCard = z.infer<typeof CaseCardSchema>

export const CaseDetailSchema = z.extend(CaseCardSchema, {
  text: z.string(),
  files: z.array(FileRefSchema),
  /** The person, as the reader may know them; empty for a whistle. */
  personName: z.string(),
  anonymous: z.boolean(),
  serviceName: z.nullable(z.string()),
  jointOrgs: z.array(z.object({ id: IdSchema, name: z.string() })),
  ownerOrgId: IdSchema,
  /** The organization above that was told that the answer is late; empty: it is not, nobody above knows yet, or nobody is there. */
  toldOrgName: z.string(),
  extended: z.boolean(),
  reopened: z.boolean(),
  answer: z.nullable(
    z.object({ outcome: z.enum(['resolved', 'explained']), text: z.string(), files: z.array(FileRefSchema), at: InstantSchema }),
  ),
  rating: z.nullable(CaseRatingSchema),
  entries: z.array(CaseEntrySchema),
  /** What the caller may do now. */
  may: z.object({
    say: z.boolean(),
    reopen: z.boolean(),
    rate: z.boolean(),
    /** Take it, or give it to a colleague. */
    accept: z.boolean(),
    sendBack: z.boolean(),
    move: z.boolean(),
    /** It is in their hands and under way: others may be asked to join in. */
    work: z.boolean(),
    reply: z.boolean(),
    note: z.boolean(),
    extend: z.boolean(),
    answer: z.boolean(),
    askUnmask: z.boolean(),
    proposeAnswer: z.boolean(),
  }),
})
export type CaseDetail = z.infer<typeof CaseDetailSchema>

export const CaseIdInputSchema = z.object({ caseId: IdSchema })

/** What an organization offers, to be ordered (点单). */
export const ServiceSchema = z.object({ id: IdSchema, orgId: IdSchema, orgName: z.string(), name: z.string(), about: z.string() })
export type Service = z.infer<typeof ServiceSchema>
export const ServicesInputSchema = z.object({ orgId: z.optional(IdSchema) })
export const ServicesSchema = z.object({
  items: z.array(ServiceSchema),
  /** The organizations that one can write to. `above`: one is above it, which gets what is about it, or not for its eyes. */
  orgs: z.array(z.object({ id: IdSchema, name: z.string(), above: z.boolean() })),
})
export const SaveServiceInputSchema = z.object({
  orgId: IdSchema,
  serviceId: z.nullable(IdSchema),
  name: textSchema(2, 30),
  about: textSchema(0, 300, true),
})
export const EndServiceInputSchema = z.object({ orgId: IdSchema, serviceId: IdSchema })

/**
 * Writes to an organization. `order`: with a service of its catalogue, or in free words; `complaint` about somebody of `orgId`:
 * it goes to the organization above, unseen by them; `toParent`: 「不想让他看到？直接交给上级」.
 */
export const SubmitCaseInputSchema = z.object({
  kind: z.enum(['order', 'question', 'complaint']),
  orgId: IdSchema,
  serviceId: z._default(z.nullable(IdSchema), null),
  topic: TopicSchema,
  text: words,
  files: z._default(AttachmentsSchema, []),
  anonymous: z._default(z.boolean(), false),
  toParent: z._default(z.boolean(), false),
})
export type SubmitCaseInput = z.infer<typeof SubmitCaseInputSchema>
export const SubmittedCaseSchema = z.object({ caseId: IdSchema })

export const MyCasesInputSchema = z.object({ when: z.enum(['open', 'done']), ...PageSchema })
export const CasesSchema = z.object({ items: z.array(CaseCardSchema), next: z.nullable(z.string()) })
export type Cases = z.infer<typeof CasesSchema>

/** What the person, or an officer, writes to the other side. */
export const SayInputSchema = z.object({ caseId: IdSchema, text: words, files: z._default(AttachmentsSchema, []) })
export const ReopenInputSchema = z.object({ caseId: IdSchema, text: words })
export const RateCaseInputSchema = z.object({ caseId: IdSchema, rating: CaseRatingSchema })

export const CaseListInputSchema = z.object({
  orgId: IdSchema,
  which: z.enum(['to_accept', 'working', 'overdue', 'done', 'joint']),
  ...PageSchema,
})
export const CaseCountsSchema = z.object({ toAccept: z.int(), working: z.int(), overdue: z.int(), joint: z.int() })
export const CaseListSchema = z.extend(CasesSchema, { counts: CaseCountsSchema })
export type CaseList = z.infer<typeof CaseListSchema>

/** `ownerId`: the officer who has it from now on, a colleague or the caller; null: the caller takes what nobody has taken yet. */
export const AcceptCaseInputSchema = z.object({ caseId: IdSchema, ownerId: z.nullable(IdSchema) })
export const SendCaseBackInputSchema = z.object({ caseId: IdSchema, reason: textSchema(2, 500, true) })
export const MoveCaseInputSchema = z.object({ caseId: IdSchema, orgId: IdSchema, reason: textSchema(2, 500, true) })
export const JoinCaseInputSchema = z.object({ caseId: IdSchema, orgIds: z.array(IdSchema).check(z.minLength(1), z.maxLength(20)) })
/** Once. `dueOn` a working day, not earlier than what was promised. */
export const ExtendCaseInputSchema = z.object({ caseId: IdSchema, dueOn: DaySchema, reason: textSchema(2, 500, true) })
export const AnswerCaseInputSchema = z.object({
  caseId: IdSchema,
  outcome: z.enum(['resolved', 'explained']),
  text: words,
  files: z._default(AttachmentsSchema, []),
})

/** 吹哨: a township calls several organizations; `ownerOrgId` is in charge. `dueOn` null: to be answered in seven working days. */
export const WhistleInputSchema = z.object({
  orgId: IdSchema,
  ownerOrgId: IdSchema,
  jointOrgIds: z.array(IdSchema).check(z.maxLength(20)),
  dueOn: z._default(z.nullable(DaySchema), null),
  topic: TopicSchema,
  text: words,
  files: z._default(AttachmentsSchema, []),
})
/** 转办: what could not be answered on the spot becomes a case. `dueOn` null: in seven working days. */
export const HandOverInputSchema = z.object({
  sessionId: IdSchema,
  bookingId: IdSchema,
  record: textSchema(0, 1000, true),
  orgId: IdSchema,
  dueOn: z.nullable(DaySchema),
})

/** Who an anonymous person is: asked by the organization in charge, granted by two people of the one above, and declined by one; the person is told of a grant. */
export const AskUnmaskInputSchema = z.object({ caseId: IdSchema, reason: textSchema(10, 500, true) })
/** `reason`: read by those who asked. */
export const DeclineUnmaskInputSchema = z.object({ caseId: IdSchema, reason: textSchema(2, 100, true) })
export const UnmaskedSchema = z.object({ granted: z.boolean() })
/** What is asked of those above, and nothing of what the case says; `asked` null: nothing, or no more. */
export const UnmaskingSchema = z.object({
  orgName: z.string(),
  asked: z.nullable(
    z.object({
      by: z.string(),
      at: InstantSchema,
      reason: z.string(),
      /** Who agreed already. */
      agreed: z.array(z.string()),
      mayAgree: z.boolean(),
      mayDecline: z.boolean(),
    }),
  ),
})
export type Unmasking = z.infer<typeof UnmaskingSchema>

/** 答案库: answers that helped somebody, without anybody's name, looked at by a second officer. */
export const LibraryAnswerSchema = z.object({
  id: IdSchema,
  topic: TopicSchema,
  question: z.string(),
  answer: z.string(),
  orgName: z.string(),
})
export type LibraryAnswer = z.infer<typeof LibraryAnswerSchema>
/** What is being typed. */
export const LikeInputSchema = z.object({ text: z.string().check(z.maxLength(1000)) })
export const LibraryAnswersSchema = z.object({ items: z.array(LibraryAnswerSchema) })
export const ProposeAnswerInputSchema = z.object({
  caseId: IdSchema,
  question: textSchema(5, 300, true),
  answer: textSchema(5, 1000, true),
})
export const AnswersToCheckSchema = z.object({
  items: z.array(z.extend(LibraryAnswerSchema, { proposedBy: z.string(), mine: z.boolean(), published: z.boolean() })),
})
export type AnswersToCheck = z.infer<typeof AnswersToCheckSchema>
/** Published, or not; what is published may be taken back by `publish: false`. */
export const CheckAnswerInputSchema = z.object({ orgId: IdSchema, answerId: IdSchema, publish: z.boolean() })

/** How answers were rated: only with ten or more. */
export const CaseYearSchema = z.object({
  count: z.int(),
  /** Of the rated, in per cent; null under ten. */
  ratings: z.nullable(z.object({ solved: z.int(), partly: z.int(), not: z.int() })),
})
