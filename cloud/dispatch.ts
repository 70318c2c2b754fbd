import type { Answer } from '@core/contract/envelope'
import { EnvelopeSchema } from '@core/contract/envelope'
import { AppError, RETRY, type ErrorCode, type ErrorParams } from '@core/contract/errors'
import { procedures, type Procedure, type ProcedureName } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import { shareRuns } from './services/batch'
import type { Clock } from './services/clock'
import { officersLook, type ContentCheck } from './services/content'
import { sha256Hex, type Ids } from './services/ids'
import { createSecrecy, forgivingSecrecy } from './services/secrecy'
import { createSigning } from './services/signing'
import type { Templates } from './services/subscriptions'
import { enrollTurns } from './procedures/events/enroll-turns'
import { createScanRecorder } from './procedures/attendance/scan-batch'
import { bookTurns } from './procedures/sessions/book-turns'
import type { Around, Call, Handler, Services } from './procedures/procedure'
import { handlerOf } from './procedures/table'
import type { KeptCommand } from './store/commands'
import { isUnavailable, isWorthRetrying } from './store/failures'
import type { Person, RoleTarget } from './store/people'
import type { Store, Tables } from './store/store'

/** One call as a host hands it in. */
export interface Caller {
  /** Parsed JSON: `{ name, input, nonce, device, token }`. Nothing of it is trusted. */
  envelope: unknown
  /** Only from a platform that vouches for it. */
  openid: string | null
  /** `sha256Hex` of the envelope's token, where the host has made it already. */
  tokenHash?: string | null
  address: string | null
  requestId: string
}

export type Dispatch = (caller: Caller) => Promise<Answer<unknown>>

/** What dispatch needs of the world. `checkOutput` (tests) parses every answer by its schema. */
export interface DispatchParts {
  store: Store
  clock: Clock
  ids: Ids
  publicUrl: string
  demo: boolean
  openidForCode: Services['openidForCode']
  /** The platform's look at what is to be published; without one an officer's look is the check. */
  checkContent?: ContentCheck | undefined
  /** The platform's templates for messages; none where none is set up. */
  templates?: Templates | undefined
  /** The seed of `SIGNING_KEY`; without one a key is made and kept in the database. */
  signingKey?: Buffer | null
  /** The keys of `DATA_KEY`; without one what people write in confidence is kept as it is. */
  dataKeys?: readonly Buffer[] | null
  report: (error: unknown, about: { requestId: string; name: string }) => void
  checkOutput?: boolean
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  not_logged_in: 401,
  not_found: 404,
  unknown_procedure: 404,
  nonce_reused: 409,
  body_too_large: 413,
  rate_limited: 429,
  login_busy: 429,
  server_error: 500,
  unavailable: 503,
  login_unavailable: 503,
}

/** The HTTP status of an answer: 200, or what the code of the refusal means to a proxy. */
export function httpStatusOf(answer: Answer<unknown>): number {
  return answer.ok ? 200 : (STATUS[answer.code] ?? 400)
}

/** A refusal as it leaves the server. */
export function refusal(code: ErrorCode, params: ErrorParams, requestId: string): Answer<never> {
  return { ok: false, code, hint: errorSentence(code, params), params, requestId }
}

/**
 * The one way in: parse, identify, authorize, run, answer. It is the only place that turns an error into an answer, and it
 * never throws.
 */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { store, clock, ids } = parts
  const services: Services = {
    ids,
    publicUrl: parts.publicUrl,
    demo: parts.demo,
    openidForCode: parts.openidForCode,
    checkContent: parts.checkContent ?? officersLook,
    templates: parts.templates ?? {},
    signing: createSigning(parts.signingKey ?? null, ids),
    secrecy: createSecrecy(parts.dataKeys ?? null),
    inTurn: { enroll: enrollTurns(store), book: bookTurns(store) },
    runScan: shareRuns(createScanRecorder(store, ids), { isEverybodys: isUnavailable }),
  }
  const keepRefusal = shareRuns((refused: Parameters<Tables['commands']['refuseAll']>[0][number][]) => store.commands.refuseAll(refused), {
    isEverybodys: isUnavailable,
  })
  const personOfToken = shareRuns(
    async (hashes: string[]) => {
      const people = await store.people.byTokens(hashes)
      return hashes.map((hash) => people.get(hash) ?? null)
    },
    { isEverybodys: isUnavailable },
  )

  async function identify(tokenHash: string | null, openid: string | null): Promise<Person | null> {
    if (tokenHash) return personOfToken(tokenHash)
    return openid === null ? null : store.people.byIdentity('wechat', openid)
  }

  async function run(caller: Caller, called: { name: string }): Promise<unknown> {
    const envelope = EnvelopeSchema.safeParse(caller.envelope)
    if (!envelope.success) throw new AppError('bad_request', fieldOf(envelope.error))
    const { name, nonce, device, token } = envelope.data
    called.name = name
    if (!Object.hasOwn(procedures, name)) throw new AppError('unknown_procedure')
    const procedureName = name as ProcedureName
    const definition: Procedure = procedures[procedureName]
    const input = definition.input.safeParse(envelope.data.input ?? {})
    if (!input.success) throw new AppError('bad_request', fieldOf(input.error))

    const now = clock.now()
    const tokenHash = token ? (caller.tokenHash ?? sha256Hex(token)) : null
    const person = await identify(tokenHash, caller.openid)
    if (token && !person && definition.who !== 'anyone') throw new AppError('not_logged_in')
    const actingOrgId = await authorize(store, definition, person, input.data as Record<string, unknown>, now)
    const command = definition.kind === 'record' || definition.kind === 'request'
    if (command && !nonce) throw new AppError('bad_request', { field: 'nonce' })

    const report = (error: unknown) => parts.report(error, { requestId: caller.requestId, name })
    const call = {
      input: input.data,
      person,
      actingOrgId,
      device: device ?? null,
      nonce: nonce ?? '',
      tokenHash,
      openid: caller.openid,
      now,
      store,
      root: store,
      services: { ...services, secrecy: forgivingSecrecy(services.secrecy, report) },
    } as unknown as Call<ProcedureName>
    const { run: work, around } = handlerOf(procedureName)
    // A scan has its own row, keyed by its nonce, and shares its commit with others.
    if (procedureName === 'attendance.scan' || (!command && !definition.audited)) return work(call)
    return asCommand(call, procedureName, definition, around ? { work, around } : { work }, caller)
  }

  /** Runs a command in one transaction with the row that makes it idempotent and is its line in the audit log. */
  async function asCommand(
    call: Call<ProcedureName>,
    name: ProcedureName,
    definition: Procedure,
    { work, around = (_, transaction) => transaction() }: { work: Handler<ProcedureName>; around?: Around<ProcedureName> },
    caller: Caller,
  ) {
    const actorId = call.person?.id ?? NOBODY
    const payloadHash = sha256Hex(JSON.stringify([name, call.input]))
    const input = call.input as Record<string, unknown>
    const subject = [input.eventId, input.caseId, input.sessionId, input.homeId, input.orgId, actorId].find(
      (value) => typeof value === 'string',
    ) as string
    const nonce = definition.polled ? lookNonce(name, subject, call.now) : call.nonce || ids.secret(16)
    const row = {
      actorId,
      nonce,
      name,
      subject,
      inWhoseName: call.actingOrgId,
      payloadHash,
      requestId: caller.requestId,
      address: caller.address,
      device: call.device,
      at: call.now,
    }
    const keepsResult = command(definition) && !definition.secret
    try {
      return await around(call, () =>
        retried(() =>
          store.transaction(async (tx: Tables) => {
            const kept = await tx.commands.begin(row)
            if (kept) {
              const first = answerOf(kept, payloadHash)
              if (first !== null) return first
            }
            const result = await work({ ...call, store: tx })
            if (keepsResult) await tx.commands.finish(actorId, nonce, result)
            return result
          }),
        ),
      )
    } catch (error) {
      // What the command wrote is gone; that it was refused stays, so that a copy of it on a slow road changes nothing later.
      if (!(error instanceof AppError) || !keepsResult || RETRY[error.code] !== 'never' || error.code === 'nonce_reused') throw error
      const kept = await keepRefusal({ command: row, refusal: { code: error.code, params: error.params } })
      const first = kept && answerOf(kept, payloadHash)
      if (first !== null) return first
      throw error
    }
  }

  return async (caller) => {
    const called = { name: '' }
    try {
      const data = await run(caller, called)
      if (parts.checkOutput) procedures[called.name as ProcedureName].output.parse(data)
      return { ok: true, data }
    } catch (error) {
      if (error instanceof AppError) return refusal(error.code, error.params, caller.requestId)
      parts.report(error, { requestId: caller.requestId, name: called.name })
      // A deadlock that is lost again and again is a crowd, not a fault.
      const later = isUnavailable(error) || isWorthRetrying(error)
      return refusal(later ? 'unavailable' : 'server_error', {}, caller.requestId)
    }
  }
}

/** What the first call with this nonce was answered; null where that is not kept. Throws its refusal, or nonce_reused. */
function answerOf(kept: KeptCommand, payloadHash: string): unknown {
  if (kept.payloadHash !== payloadHash) throw new AppError('nonce_reused')
  if (kept.refusal !== null) throw new AppError(kept.refusal.code, kept.refusal.params)
  return kept.result
}

/** One line of the log for so long of looking at the same thing. */
const LOOK_MS = 10 * MINUTE_MS

/** The nonce of whoever looks at something in these ten minutes: the same for every look. No caller can send one like it. */
function lookNonce(name: ProcedureName, subject: string, now: number): string {
  return `look ${Math.floor(now / LOOK_MS)} ${name} ${subject}`
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const command = (definition: Procedure) => definition.kind === 'record' || definition.kind === 'request'

function fieldOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): ErrorParams {
  return { field: (error.issues[0]?.path ?? []).filter((part) => typeof part === 'string').join('.') }
}

/**
 * Whether the caller may; gives the organisation an officer acts for. What does not exist and what is not theirs are
 * refused alike: not_found.
 */
async function authorize(
  store: Store,
  definition: Procedure,
  person: Person | null,
  input: Record<string, unknown>,
  now: number,
): Promise<string | null> {
  const { who } = definition
  if (who === 'anyone') return null
  if (!person) throw new AppError('not_logged_in')
  if (who === 'login') return null
  if (!person.consented) throw new AppError('consent_needed')
  if (who === 'person') return null
  const acting = await store.people.actingOrg(person.id, who.role, { [who.of]: input[who.of] } as RoleTarget, now, who.own)
  if (!acting) throw new AppError('not_found')
  return acting
}

/** Tries again what lost a deadlock or a serialization conflict: nothing of it was committed. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 3 || !isWorthRetrying(error)) throw error
    }
  }
}
