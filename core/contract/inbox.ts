import * as z from './zod'
import { IdSchema, InstantSchema } from './common'
import { PageSchema } from './envelope'

/** What the inbox tells of. Each kind has its sentence and its one thing to do in `inbox-wording.ts`. */
export const MESSAGE_KINDS = [
  'promoted',
  'offer',
  'offer_expired',
  'drawn',
  'not_drawn',
  'event_changed',
  'event_cancelled',
  'day_before',
  'review_wanted',
  'review_approved',
  'review_returned',
  'delayed_unanswered',
  'objection_received',
  'objection_answered',
  'helper_appointed',
  'clock_due',
  'delisting_proposed',
  'delisting_objected',
  'delisting_decided',
  'session_offer',
  'session_offer_expired',
  'session_moved',
  'session_cancelled',
  'session_first_choice',
  'session_substitute',
  'session_day_before',
  'session_hour_before',
  'session_missed',
  'session_paused',
  'session_explained',
  'session_excused',
  'duty_coming',
  'duty_changed',
  'case_received',
  'case_assigned',
  'case_accepted',
  'case_returned',
  'case_moved',
  'case_joined',
  'case_message',
  'case_said',
  'case_extended',
  'case_answered',
  'case_explained',
  'case_reopened',
  'case_rated',
  'case_due',
  'case_overdue',
  'case_overdue_below',
  'case_overdue_mine',
  'case_whistled',
  'case_unmask_asked',
  'case_unmask_declined',
  'case_unmasked',
  'case_name_shown',
  'answer_to_check',
  'answer_checked',
] as const
export const MessageKindSchema = z.enum(MESSAGE_KINDS)
export type MessageKind = z.infer<typeof MessageKindSchema>

export const InboxMessageSchema = z.object({
  id: IdSchema,
  kind: MessageKindSchema,
  /** The whole sentence, ready to be shown. */
  text: z.string(),
  eventId: z.nullable(IdSchema),
  homeId: z.nullable(IdSchema),
  sessionId: z.nullable(IdSchema),
  caseId: z.nullable(IdSchema),
  at: InstantSchema,
  read: z.boolean(),
})
export type InboxMessage = z.infer<typeof InboxMessageSchema>
export const InboxInputSchema = z.object({ ...PageSchema })
export const InboxSchema = z.object({ items: z.array(InboxMessageSchema), next: z.nullable(z.string()), unreadCount: z.int() })
export type Inbox = z.infer<typeof InboxSchema>
/**
 * What WeChat may be allowed to send besides: a place that came free, a change, a reminder, an answer. One permission is one message
 * (subscribeMessage, 一次性订阅), and at most three uses are asked for at once.
 */
export const SUBSCRIPTION_USES = ['offer', 'change', 'reminder', 'answer'] as const
export const SubscriptionUseSchema = z.enum(SUBSCRIPTION_USES)
export type SubscriptionUse = z.infer<typeof SubscriptionUseSchema>
/** The templates of this installation that somebody may be asked for; none where the operator set none up. */
export const SubscriptionsSchema = z.object({ templates: z.array(z.object({ use: SubscriptionUseSchema, templateId: z.string() })) })
export type Subscriptions = z.infer<typeof SubscriptionsSchema>
/** The uses of which the person has just allowed one more message. */
export const SubscribeInputSchema = z.object({ uses: z.array(SubscriptionUseSchema).check(z.minLength(1), z.maxLength(3)) })
/** Marks messages as read; without `ids` all of them. */
export const ReadInputSchema = z.object({ ids: z.optional(z.array(IdSchema).check(z.maxLength(100))) })
export const UnreadSchema = z.object({ unreadCount: z.int() })
