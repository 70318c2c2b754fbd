import { makeNonce } from '../random'
import { readStored, removeStored, writeStored } from '../storage'

const TOKEN = 'session.token'
const DEVICE = 'session.device'

/** Used only where the phone can keep nothing: then at least all of this run is one device. */
let unkeptDevice: string | null = null

export function readToken(): string | null {
  return readStored<string>(TOKEN)
}

export function keepToken(token: string | null): void {
  if (token === null) removeStored(TOKEN)
  else writeStored(TOKEN, token)
}

export function deviceId(): string {
  const kept = readStored<string>(DEVICE) ?? unkeptDevice
  if (kept) return kept
  const made = makeNonce()
  try {
    writeStored(DEVICE, made)
  } catch {
    unkeptDevice = made
  }
  return made
}
