import { useEffect } from 'react'
import { ConsentView } from './consent-view'
import { LoginView } from './login-view'
import { useMe } from './me'

export interface EntranceProps {
  /** Why the log-in is asked for. */
  reason?: string
  /** Called as soon as somebody is logged in and has consented; at once where that is so already. */
  onDone?: () => void
}

/** From nobody to somebody: log-in, then, the first time, name and consent. */
export function Entrance({ reason, onDone }: EntranceProps) {
  const me = useMe((state) => state.me)
  const done = me?.consented === true
  // Only the change matters, not the function of this render.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `onDone` is called once, when it is done
  useEffect(() => (done ? onDone?.() : undefined), [done])
  if (done) return null
  return me ? <ConsentView /> : <LoginView reason={reason} />
}
