/** Who is logged in on this phone, and the ways in and out. */
import { create } from 'zustand'
import { AppError } from '@core/contract/errors'
import type { Me, Session, Who } from '@core/contract/people'
import { wechatCode } from '@/platform/session'
import { readStored, writeStored } from '@/platform/storage'
import { query, request, session } from '@/sync/calls'
import { wakeOutbox } from '@/sync/outbox'
import { currentSession, notePerson, signIn, signOff, useSession } from '@/sync/session'
import { forgetAnswers } from '@/sync/use-query'

const KEY = 'people.who'
/** The version of the privacy page that a consent is given to. */
export const PRIVACY_VERSION = 1

interface MeState {
  me: Me | null
  /** This installation is a demonstration. */
  demo: boolean
  /** False until it is known whether somebody is logged in, from the phone or from the server. */
  ready: boolean
}

export const useMe = create<MeState>((set, get) => {
  // A log-in can also end in the middle of any call, since the server no longer knows it, or change in another tab.
  useSession.subscribe(({ person }) => {
    const { me } = get()
    if (person?.id === me?.id) return
    if (me) set({ me: null })
    if (person) void loadMe()
  })
  const kept = readStored<Who>(KEY)
  const { person } = currentSession()
  const me = kept?.me && kept.me.id === person?.id ? kept.me : null
  return { me, demo: kept?.demo ?? false, ready: kept !== null }
})

/** Asks the server who is logged in. Without a network what was known before holds. Never throws. */
export async function loadMe(): Promise<void> {
  const { token } = currentSession()
  const before = useMe.getState().me
  try {
    const { me, demo } = await query('people.who', {})
    // Somebody logged in or out or consented while this was under way: that is newer.
    if (currentSession().token !== token || useMe.getState().me !== before) return
    show({ me, demo })
    if (me) notePerson({ id: me.id, consented: me.consented })
    else if (currentSession().person) signOff()
    void wakeOutbox()
  } catch {
    useMe.setState({ ready: true })
  }
}

/** Logs in as a person of the demonstration. Throws AppError. */
export async function loginDemo(personId: string): Promise<void> {
  accept(await session('people.demoLogin', { personId }))
}

/** Logs in with WeChat. Throws AppError. */
export async function loginWechat(): Promise<void> {
  const code = await wechatCode()
  if (code === null) throw new AppError('login_unavailable')
  accept(await session('people.wechatLogin', { code }))
}

/** Keeps the name and the consent to the privacy page. Throws AppError. */
export async function giveConsent(name: string): Promise<void> {
  const me = await request('people.consent', { name, privacyVersion: PRIVACY_VERSION })
  show({ me, demo: useMe.getState().demo })
  notePerson({ id: me.id, consented: me.consented })
  void wakeOutbox()
}

/**
 * Logs out on this phone. Records that wait stay here and are sent when their person logs in again; kept answers go.
 * Without a network the server learns of it never: the token is forgotten here all the same. Never throws.
 */
export async function logout(): Promise<void> {
  try {
    await session('people.logout', {})
  } catch {
    // The log-in ends on this phone in any case.
  }
  signOff()
  forgetAnswers()
  show({ me: null, demo: useMe.getState().demo })
}

/** Whether logging out means anything: in the cloud host the platform itself says who calls. */
export function canLogout(): boolean {
  return currentSession().token !== null
}

function accept({ me, token }: Session): void {
  const { demo } = useMe.getState()
  forgetAnswers()
  show({ me, demo })
  try {
    signIn({ id: me.id, consented: me.consented }, token)
  } catch (error) {
    // A log-in that the phone has no room for is none.
    signOff()
    show({ me: null, demo })
    throw error
  }
  void wakeOutbox()
}

function show(who: Who): void {
  useMe.setState({ ...who, ready: true })
  try {
    writeStored(KEY, who)
  } catch {
    // Only for the next start without a network.
  }
}
