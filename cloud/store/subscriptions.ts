import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { MessageKind, SubscriptionUse } from '@core/contract/inbox'
import type { Database } from './schema'

/** So many permissions of one use are kept; WeChat itself keeps more, and refuses what it was not allowed. */
export const MOST_PERMISSIONS = 10

/** A message that somebody allowed WeChat to send, and has not read yet. */
export interface Sendable {
  personId: string
  messageId: string
  use: SubscriptionUse
}

/** A message that is to be tried now. `title`, `startsAt`: of the event or session that it tells of. */
export interface Outgoing extends Sendable {
  kind: MessageKind
  /** Null where the person does not log in by WeChat any more. */
  openid: string | null
  title: string | null
  startsAt: Instant | null
  at: Instant
}

/** What WeChat may send to whom, and what is on its way. */
export function subscriptionStore(db: Kysely<Database>) {
  return {
    /** One more message of each use is allowed. */
    async allow(personId: string, uses: readonly SubscriptionUse[], now: Instant): Promise<void> {
      await sql`
        insert into subscription (person_id, use, left_count, created_at)
        select ${personId}, use, 1, ${new Date(now)} from unnest(${[...new Set(uses)].sort()}::text[]) use
        on conflict (person_id, use) do update set left_count = least(subscription.left_count + 1, ${MOST_PERMISSIONS})`.execute(db)
    },

    /** Unread messages since `since` that their readers allowed, none of them taken yet; the oldest first. */
    async sendable(uses: Partial<Record<MessageKind, SubscriptionUse>>, since: Instant, limit: number): Promise<Sendable[]> {
      const { rows } = await sql<Sendable>`
        select m.person_id as "personId", m.id as "messageId", u.value as use
        from inbox_message m
        join json_each_text(${JSON.stringify(uses)}::json) u on u.key = m.kind
        join subscription s on s.person_id = m.person_id and s.use = u.value and s.left_count > 0
        where m.at > ${new Date(since)} and m.read_at is null
          and not exists (select from subscription_message w where w.person_id = m.person_id and w.message_id = m.id)
        order by m.at, m.id limit ${limit}`.execute(db)
      return rows
    },

    /** Takes a permission for a message, in a transaction; nothing where there is none left, or another host took it. */
    async take({ personId, messageId, use }: Sendable, now: Instant): Promise<void> {
      const at = new Date(now)
      const mine = db.selectFrom('subscription').select('left_count').where('person_id', '=', personId).where('use', '=', use)
      const permission = await mine.where('left_count', '>', 0).forUpdate().executeTakeFirst()
      if (!permission) return
      const taken = await db
        .insertInto('subscription_message')
        .values({ person_id: personId, message_id: messageId, use, tries: 0, next_at: at, errcode: null, created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('message_id')
        .executeTakeFirst()
      if (!taken) return
      await db
        .updateTable('subscription')
        .set({ left_count: permission.left_count - 1 })
        .where('person_id', '=', personId)
        .where('use', '=', use)
        .execute()
    },

    /** The messages that are to be tried now, each of them given to one host; they are tried again at `again` unless they are done with. */
    async toSend(now: Instant, again: Instant, mostTries: number, limit: number): Promise<Outgoing[]> {
      const { rows } = await sql<Outgoing>`
        with due as (
          select person_id, message_id from subscription_message
          where next_at <= ${new Date(now)} order by next_at limit ${limit} for update skip locked
        ), tried as (
          update subscription_message w
          set tries = w.tries + 1, next_at = case when w.tries + 1 < ${mostTries} then ${new Date(again)}::timestamptz end
          from due where w.person_id = due.person_id and w.message_id = due.message_id
          returning w.person_id, w.message_id, w.use
        )
        select t.person_id as "personId", t.message_id as "messageId", t.use, m.kind, m.at, i.subject as openid,
          coalesce(e.title, case when d.session_id is not null then '团委书记与你面对面' end) as title,
          coalesce(e.starts_at, slot.starts_at, d.starts_at) as "startsAt"
        from tried t
        join inbox_message m on m.person_id = t.person_id and m.id = t.message_id
        left join lateral (
          select subject from identity where person_id = t.person_id and provider = 'wechat' order by created_at desc limit 1
        ) i on true
        left join event e on e.event_id = m.event_id
        left join duty_session d on d.session_id = m.session_id
        left join booking b on b.session_id = m.session_id and b.person_id = t.person_id and b.state = 'booked'
        left join slot on slot.session_id = b.session_id and slot.slot_no = b.slot_no`.execute(db)
      return rows
    },

    /** A message is done with: what WeChat said to it, null where it was never asked. */
    async done({ personId, messageId }: Sendable, errcode: number | null): Promise<void> {
      await db
        .updateTable('subscription_message')
        .set({ next_at: null, errcode })
        .where('person_id', '=', personId)
        .where('message_id', '=', messageId)
        .execute()
    },

    /** WeChat knows of no permission: ours were wrong. */
    async forgetPermissions(personId: string, use: SubscriptionUse): Promise<void> {
      await db.updateTable('subscription').set({ left_count: 0 }).where('person_id', '=', personId).where('use', '=', use).execute()
    },

    /** What was done with before `before` is of no use to anybody. */
    async forgetSent(before: Instant): Promise<void> {
      await sql`delete from subscription_message where created_at < ${new Date(before)} and next_at is null`.execute(db)
    },
  }
}
