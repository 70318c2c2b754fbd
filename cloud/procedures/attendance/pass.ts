import { PASS_MS } from '@core/rules/attendance/pass'
import { procedure } from '../procedure'
import { signedPass, wholeSecond } from './signed-pass'

/** 我的码: good for 7 days from now, fetched again whenever there is a network. */
export const pass = procedure('attendance.pass', async ({ person, now, store, services }) => {
  const signer = await services.signing.signer(store, now)
  const issuedAt = wholeSecond(now)
  const content = { kind: 'pass' as const, personId: person.id, name: person.name, issuedAt, expiresAt: issuedAt + PASS_MS }
  return { pass: signedPass(services.publicUrl, content, signer), name: person.name, expiresAt: content.expiresAt }
})
