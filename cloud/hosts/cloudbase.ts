/**
 * The host of classic cloud functions (`exports.main`). An instance serves one call at a time and is frozen between calls:
 * one connection to the database is enough, and it may have died in the meantime.
 */
import { sql } from 'kysely'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import { createDispatch, refusal, type Dispatch } from '../dispatch'
import { createJobs } from '../jobs'
import { systemClock } from '../services/clock'
import { randomIds } from '../services/ids'
import { openidOfContext, openidOfHeaders, readWxContext, type ReadWxContext } from '../services/wechat/caller'
import { createWechatApi } from '../services/wechat/api'
import { createWechatContentCheck } from '../services/wechat/content-check'
import { createWechatLogin } from '../services/wechat/login'
import { createWechatSender } from '../services/wechat/subscribed'
import { createDatabase } from '../store/open'
import { createStore } from '../store/store'
import { MAX_BODY_BYTES } from './body'
import { createLog, type Log } from './log'
import { readSettings, type Environment, type Settings } from './settings'

export interface CloudHostOptions {
  /** The environment: `PUBLIC_URL` and `DATABASE_URL` are needed. */
  env: Environment
  /** Where WeChat's platform says who calls. */
  readContext?: ReadWxContext
  /** Milliseconds of a clock that does not run backwards. */
  now?: () => number
  /** Where the log goes when not to standard output. */
  log?: Log
}

export interface CloudHost {
  /** `exports.main` of the function `api`: the event is the envelope, the result is the answer. Never throws. */
  api(event: unknown, context: unknown): Promise<Answer<unknown>>
  /** `exports.main` of the function `jobs`, for a timer. Throws when it could not do its work, so that the platform sees it. */
  jobs(): Promise<void>
  /** Lets the connection go. Safe to call twice. */
  close(): Promise<void>
}

interface Server {
  dispatch: Dispatch
  tick(): Promise<void>
  /** Whether the database still answers on the connection we have. */
  answers(): Promise<boolean>
  close(): Promise<void>
}

/** A connection unused for longer than this is tried before it is trusted. */
const TRUSTED_MS = 1_000
const TRIAL_MS = 1_000

/** One instance of a function. Settings are read and the database is opened at the first call. */
export function createCloudHost({
  env,
  readContext = readWxContext,
  now = () => performance.now(),
  log: given,
}: CloudHostOptions): CloudHost {
  let log = given ?? createLog('info')
  let settings: Settings | null = null
  let server: Server | null = null
  let usedAt = 0

  function configured(): Settings {
    if (settings) return settings
    settings = readSettings(env, ['PUBLIC_URL', 'DATABASE_URL'])
    if (!given && settings.logLevel) log = createLog(settings.logLevel)
    return settings
  }

  async function ready(): Promise<Server> {
    const open = server
    const idle = now() - usedAt
    if (open && idle > TRUSTED_MS && !(await answersInTime(open)) && server === open) {
      log.warn({ idleMs: Math.round(idle) }, 'the connection to the database had died; a new one is opened')
      // A dead connection may never say goodbye: nobody waits for it.
      void open.close().catch(() => undefined)
      server = null
    }
    server ??= openServer(configured(), log)
    usedAt = now()
    return server
  }

  async function openidOf(context: unknown): Promise<string | null> {
    if (configured().trustWxHeaders) return openidOfHeaders((name) => headersOf(context)[name])
    return openidOfContext(await readContext())
  }

  return {
    async api(event, context) {
      const requestId = randomIds.secret(9)
      const began = now()
      let answer: Answer<unknown>
      try {
        const openid = await openidOf(context)
        const envelope = envelopeOf(event)
        answer =
          envelope === 'too large'
            ? refusal('body_too_large', {}, requestId)
            : await (await ready()).dispatch({ envelope, openid, address: null, requestId })
        usedAt = now()
      } catch (err) {
        log.error({ requestId, err }, 'the function cannot work')
        answer = refusal('unavailable', {}, requestId)
      }
      log.info({ requestId, code: answer.ok ? 'ok' : answer.code, ms: Math.round(now() - began) }, 'call')
      return answer
    },
    async jobs() {
      try {
        await (await ready()).tick()
        usedAt = now()
      } catch (err) {
        log.error({ err }, 'jobs failed')
        throw err
      }
    },
    async close() {
      const open = server
      server = null
      await open?.close()
    },
  }
}

function openServer(settings: Settings, log: Log): Server {
  const database = createDatabase(settings.databaseUrl!, {
    connections: 1,
    onConnectionLost: (err) => log.warn({ err }, 'a connection to the database was lost'),
  })
  const store = createStore(database.kysely)
  const login = settings.wechat && createWechatLogin(settings.wechat, (fault) => log.error(fault, 'log-in by WeChat'))
  const wechat = settings.wechat && createWechatApi(settings.wechat, (fault) => log.error(fault, 'a call to WeChat'))
  return {
    dispatch: createDispatch({
      store,
      clock: systemClock,
      ids: randomIds,
      publicUrl: settings.publicUrl!,
      // Functions lay no demonstration: whatever lies in their database is real, and nobody chooses whom to be.
      demo: false,
      // Without an openid of the platform's, a code is worth something only where the app's secret is known.
      openidForCode: (code) => (login ? login.openidForCode(code) : Promise.reject(new AppError('login_unavailable'))),
      checkContent: wechat ? createWechatContentCheck(wechat) : undefined,
      templates: settings.templates ?? undefined,
      signingKey: settings.signingKey,
      dataKeys: settings.dataKeys,
      report: (err, { requestId, name }) => log.error({ err, requestId, procedure: name }, 'a procedure failed'),
    }),
    tick: createJobs({
      ...{ store, clock: systemClock, ids: randomIds, dataKeys: settings.dataKeys },
      subscriptions: wechat && settings.templates && { templates: settings.templates, send: createWechatSender(wechat) },
    }),
    answers: () =>
      sql`select 1`.execute(database.kysely).then(
        () => true,
        () => false,
      ),
    close: () => database.close(),
  }
}

async function answersInTime(server: Server): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), TRIAL_MS)))
  try {
    return await Promise.race([server.answers(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The fields of an envelope and nothing that the platform adds to an event (`userInfo`, `tcbContext`). */
function envelopeOf(event: unknown): unknown {
  if (typeof event !== 'object' || event === null) return null
  const { name, input, nonce, device, token } = event as Record<string, unknown>
  const envelope = { name, input, nonce, device, token }
  return Buffer.byteLength(JSON.stringify(envelope)) > MAX_BODY_BYTES ? 'too large' : envelope
}

function headersOf(context: unknown): Record<string, string | undefined> {
  const { httpContext } = (context ?? {}) as { httpContext?: { headers?: Record<string, string> } }
  return httpContext?.headers ?? {}
}
