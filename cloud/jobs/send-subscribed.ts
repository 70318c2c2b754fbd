import { SUBSCRIBED } from '@core/contract/inbox-wording'
import { AppError } from '@core/contract/errors'
import type { MessageKind, SubscriptionUse } from '@core/contract/inbox'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { NOT_ALLOWED, type SendSubscribed, type Templates } from '../services/subscriptions'
import type { Outgoing } from '../store/subscriptions'
import type { JobParts } from './parts'

const MOST = 20
const MOST_TRIES = 3
/** What is older tells nobody anything new. */
const FRESH_MS = HOUR_MS
/** A host that died on the way leaves it to another; WeChat refuses what it was not allowed, so nobody is told twice. */
const AGAIN_MS = 5 * MINUTE_MS
const KEPT_MS = 7 * DAY_MS
/** Of a field of WeChat's that is called `thing`, in characters. */
const THING = 20
const SUBJECT_OF_CASE = '我的诉求'

/** What the platform can send besides the inbox. */
export interface Subscriptions {
  templates: Templates
  send: SendSubscribed
}

/**
 * Sends what people allowed WeChat to send and have not read yet. It works on what the inbox holds already, outside of everything that
 * writes there: nothing waits for WeChat, and nothing depends on it.
 */
export async function sendSubscribed({ store, now }: JobParts, { templates, send }: Subscriptions): Promise<void> {
  const uses = usesWith(templates)
  if (Object.keys(uses).length === 0) return
  for (const sendable of await store.subscriptions.sendable(uses, now - FRESH_MS, MOST))
    await store.transaction((tx) => tx.subscriptions.take(sendable, now))

  async function deliver(outgoing: Outgoing): Promise<void> {
    const { openid, kind, use, title, startsAt, at } = outgoing
    const template = templates[use]
    const subscribed = SUBSCRIBED[kind]
    if (openid === null || !template || !subscribed) return store.subscriptions.done(outgoing, null)
    const subject = shortened(title ?? SUBJECT_OF_CASE)
    try {
      const errcode = await send({ openid, template, subject, at: startsAt ?? at, note: subscribed.note })
      await store.subscriptions.done(outgoing, errcode)
      if (errcode === NOT_ALLOWED) await store.subscriptions.forgetPermissions(outgoing.personId, use)
    } catch (error) {
      // It is tried again later, or given up: the inbox has it anyway.
      if (!(error instanceof AppError)) throw error
    }
  }
  await Promise.all((await store.subscriptions.toSend(now, now + AGAIN_MS, MOST_TRIES, MOST)).map(deliver))
  await store.subscriptions.forgetSent(now - KEPT_MS)
}

/** The kinds that have a template here, by what they are for. */
function usesWith(templates: Templates): Partial<Record<MessageKind, SubscriptionUse>> {
  const kinds = Object.entries(SUBSCRIBED).filter(([, { use }]) => templates[use])
  return Object.fromEntries(kinds.map(([kind, { use }]) => [kind, use]))
}

function shortened(text: string): string {
  const characters = Array.from(text)
  return characters.length <= THING ? text : `${characters.slice(0, THING - 1).join('')}…`
}
