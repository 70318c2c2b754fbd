import type { Locator } from 'playwright-core'
import type { MessageKind } from '@core/contract/inbox'
import type { Town, Townsman } from '../browser/town'
import type { Visitor } from '../browser/visitor'

/** The dot on 我的 that says that something is unread. Only a page that is a tab has it. */
export function unreadDot(visitor: Visitor): Locator {
  return visitor.page.locator('.weui-tabbar__item', { hasText: '我的' }).locator('.weui-badge_dot')
}

/**
 * Opens the app as people do, sees the dot, and follows it to the messages. They are those of now: what the phone has kept of the
 * last time is shown first, where a message of the same words may stand unread.
 */
export async function openInbox(visitor: Visitor): Promise<void> {
  await visitor.visit('/')
  await unreadDot(visitor).waitFor()
  await visitor.tab('我的')
  await visitor.reads('open-inbox', '条没看')
  await visitor.tap('open-inbox')
  await visitor.settled()
}

/**
 * Finds an unread message by its words and goes on to what it is about. The server has heard that it was read: whoever closes
 * the app before that finds it unread again.
 */
export async function followMessage(visitor: Visitor, text: string): Promise<void> {
  const message = visitor.page.locator('[id^=message-]').filter({ visible: true, hasText: text }).first()
  await message.locator('[id^=unread-]').waitFor()
  const heard = visitor.page.waitForResponse(/\/api\/inbox\.read$/)
  await message.click()
  await heard
}

/** Opens the messages anew and follows one. */
export async function follow(visitor: Visitor, text: string): Promise<void> {
  await openInbox(visitor)
  await followMessage(visitor, text)
}

/** The kinds of all that somebody was told of an event, in its order. */
export function toldTo(town: Town, who: Townsman, eventId: string): Promise<MessageKind[]> {
  return toldOf(town, who, 'event_id', eventId)
}

/** The same of a session of 面对面. */
export function toldOfSession(town: Town, who: Townsman, sessionId: string): Promise<MessageKind[]> {
  return toldOf(town, who, 'session_id', sessionId)
}

async function toldOf(town: Town, who: Townsman, column: 'event_id' | 'session_id', id: string): Promise<MessageKind[]> {
  const rows = await town.database.kysely
    .selectFrom('inbox_message')
    .select('kind')
    .where('person_id', '=', who.id)
    .where(column, '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}
