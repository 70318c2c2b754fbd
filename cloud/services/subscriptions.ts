/** What the platform sends besides the inbox, to those who allowed it. */
import type { Instant } from '@core/contract/common'
import type { SubscriptionUse } from '@core/contract/inbox'

/** A template as the operator chose it from WeChat's library: its number, and the names of its three fields. */
export interface Template {
  id: string
  /** `thingN`: what it is about. */
  subject: string
  /** `timeN`: when that is. */
  when: string
  /** `thingN`: what has happened. */
  note: string
}

export type Templates = Partial<Record<SubscriptionUse, Template>>

/** One message on its way; `subject` and `note` are of at most 20 characters. */
export interface SubscribedMessage {
  openid: string
  template: Template
  subject: string
  at: Instant
  note: string
}

/**
 * Sends a message; what the platform said to it, 0: it is sent.
 * @throws AppError `unavailable` where it may be tried again later
 */
export type SendSubscribed = (message: SubscribedMessage) => Promise<number>

/** The person has no permission left, or takes no messages of ours. */
export const NOT_ALLOWED = 43101
