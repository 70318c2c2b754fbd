/** Where a call comes from, as far as it can be believed. */
import { isIP } from 'node:net'

const LOOPBACK = /^(127\.|::1$)/
const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i

/**
 * The caller's address. `X-Forwarded-For` is believed only from a proxy on the same machine (or where the host is told that
 * it stands behind a gateway), and of it only the last entry, which that proxy wrote itself: without this, all people
 * behind one reverse proxy would share one address, and with more of it anybody could choose theirs.
 */
export function callerAddress(peer: string | undefined, forwardedFor: string | undefined, behindGateway: boolean): string | null {
  const direct = plain(peer)
  if (forwardedFor === undefined || (direct !== null && !LOOPBACK.test(direct) && !behindGateway)) return direct
  return plain(forwardedFor.split(',').at(-1)) ?? direct
}

/** Whether an address belongs to this machine or a private network. */
export function isPrivateAddress(address: string | null): boolean {
  return address !== null && PRIVATE.test(address)
}

/** What calls are counted by: an IPv4 address, or the /64 that one IPv6 subscriber is given. */
export function addressGroup(address: string | null): string {
  if (address === null) return 'unknown'
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':') + '::/64'
}

function plain(text: string | undefined): string | null {
  const address = (text ?? '').trim().replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? null : address.toLowerCase()
}
