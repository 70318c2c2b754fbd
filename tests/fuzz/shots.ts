/** What is sent: a valid call, whole or spoiled in its values, in its caller, in its headers. Broken HTTP is in broken-http.ts. */
import { gzipSync } from 'node:zlib'
import type { ProcedureName } from '@core/contract/procedures'
import type { FuzzWorld } from './fuzz-world'
import { HOSTILE, type HostileCall } from './hostile'
import { MAKERS } from './makers'
import type { Random } from './random'
import { jsonText, RawJson, strangeValue, STRINGS } from './strange'

/** A whole HTTP request. */
export interface Shot {
  /** Whose turn it was; the path may lead elsewhere. */
  procedure: ProcedureName
  /** Whether it is just what a client of ours would send. */
  intact: boolean
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: Buffer
  learn: ((output: unknown) => void) | undefined
}

interface Draft {
  token: string
  /** `input`, `nonce`, `device`, as the client sends them. */
  envelope: Record<string, unknown>
}

/** How often a call is left as it is. Kept well above the fifth that must be answered ok. */
const INTACT = 0.45

/** How often of the others it is well-formed and means harm, where such a call is known. */
const MEANT = 0.3

/** A call of this procedure, spoiled or not. */
export function makeShot(fuzz: FuzzWorld, random: Random, procedure: ProcedureName): Shot {
  const { caller, input, learn } = MAKERS[procedure](fuzz, random) as {
    caller: { token: string; device: string } | null
    input: unknown
    learn?: (output: unknown) => void
  }
  const draft: Draft = {
    token: caller?.token ?? '',
    envelope: { input, nonce: random.text(22), device: caller?.device ?? random.text(22) },
  }
  const intact = random.chance(INTACT)
  if (intact) return shotOf(procedure, draft, true, learn)
  if (random.chance(MEANT) && meanHarm(draft, procedure, fuzz, random)) return shotOf(procedure, draft, false, learn)
  const spoil = random.next()
  if (spoil < 0.6) spoilValues(draft, random)
  else if (spoil < 0.8) spoilCaller(draft, procedure, fuzz, random)
  const shot = shotOf(procedure, draft, false, learn)
  if (spoil >= 0.8) spoilHttp(shot, random)
  return shot
}

function shotOf(procedure: ProcedureName, { token, envelope }: Draft, intact: boolean, learn: Shot['learn']): Shot {
  return {
    procedure,
    intact,
    method: 'POST',
    path: `/api/${procedure}`,
    headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    body: Buffer.from(jsonText(envelope)),
    learn,
  }
}

/** Puts in what was thought of for this procedure; false where there is nothing. */
function meanHarm(draft: Draft, procedure: ProcedureName, fuzz: FuzzWorld, random: Random): boolean {
  const hostile = HOSTILE[procedure] as ((input: unknown, fuzz: FuzzWorld, random: Random) => HostileCall) | undefined
  if (!hostile) return false
  const { input, caller } = hostile(draft.envelope.input, fuzz, random)
  draft.envelope.input = input
  if (caller) {
    draft.token = caller.token
    draft.envelope.device = caller.device
  }
  return true
}

type Container = Record<string, unknown>

/** Whether something stands inside that could be changed. */
function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && !(value instanceof RawJson)
}

interface Place {
  parent: Container
  key: string
}

/** All places of a value where something else could stand. */
function placesIn(parent: Container): Place[] {
  return Object.keys(parent).flatMap((key) => {
    const value = parent[key]
    const below = isContainer(value) ? placesIn(value) : []
    return [{ parent, key }, ...below]
  })
}

/** Changes one to three places of the body: another value, none, a stranger beside it. */
function spoilValues(draft: Draft, random: Random): void {
  draft.envelope = structuredClone(draft.envelope)
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const inner = draft.envelope.input
    // Mostly what the procedure itself will look at.
    const within = isContainer(inner) && random.chance(0.8) ? inner : draft.envelope
    const places = placesIn(within)
    const kind = random.next()
    if (places.length === 0 || kind < 0.15)
      put(within, random.pick(['extra', 'limit', 'after', 'person', 'ok', ...STRINGS]), strangeValue(random))
    else {
      const { parent, key } = random.pick(places)
      if (kind < 0.3) Reflect.deleteProperty(parent, key)
      else if (kind < 0.4) parent[key] = [parent[key]]
      else if (kind < 0.5 && typeof parent[key] === 'string') parent[key] = damaged(parent[key], random)
      else parent[key] = strangeValue(random)
    }
  }
}

/** As a property of its own, also where it is called `__proto__`. */
function put(container: Container, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
}

/** A text that is nearly right. */
function damaged(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const kind = random.below(4)
  if (kind === 0) return text.slice(0, at)
  if (kind === 1) return text.slice(0, at) + random.pick(STRINGS) + text.slice(at)
  return kind === 2 ? text + text : text.slice(0, at) + random.text(1) + text.slice(at + 1)
}

/** Somebody else's log-in, none, an invented one; a nonce or a device that is none. */
function spoilCaller(draft: Draft, procedure: ProcedureName, fuzz: FuzzWorld, random: Random): void {
  const kind = random.next()
  // Nobody else's: who is logged out stays so, and the run needs all of them to its end.
  if (kind < 0.6) draft.token = (procedure === 'people.logout' ? fuzz.sessions.pick(random) : fuzz.anybody(random)?.token) ?? ''
  else if (kind < 0.75) draft.token = random.text(random.pick([1, 22, 42, 43, 44, 3_000]))
  else if (kind < 0.9)
    draft.envelope[random.pick(['nonce', 'device'])] = random.pick([...STRINGS, random.text(21), random.text(23), null, 7])
  else draft.envelope.token = random.pick(fuzz.young).token
}

const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  '',
  'x',
]
const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND']
const PATHS = [
  ...[
    '/',
    '/api',
    '/api/',
    '/api//',
    '/api/people.who/',
    '/api/people.who?x=1',
    '/api/__proto__',
    '/api/constructor',
    '/api/hasOwnProperty',
  ],
  ...[
    '/api/%70eople.who',
    '/api/people%2ewho',
    '/api/%00',
    '/api/%ff',
    '/api/%E9%9D%92',
    '/api/../healthz',
    '//api/people.who',
    '/healthz',
    '/metrics',
  ],
  ...[
    '/q/s/B000000000.1.x',
    `/q/${'a'.repeat(4_000)}`,
    '/q/%',
    '/q/%E0%A4%A',
    '/screen/x',
    '/screen/a.b',
    '/v',
    '/js/../../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
  ],
  ...[`/api/${'a'.repeat(6_000)}`, `/${'%00'.repeat(500)}`, '/index.html', '/favicon.ico', '/.env', '/.git/config'],
]
const FORGED = [
  'x-wx-openid',
  'x-wx-unionid',
  'x-wx-appid',
  'x-wx-source',
  'x-wx-from-openid',
  'x-forwarded-for',
  'x-real-ip',
  'forwarded',
  'x-http-method-override',
]

/** Headers, method, path and encoding of the body. */
function spoilHttp(shot: Shot, random: Random): void {
  const kind = random.next()
  if (kind < 0.15) shot.headers['content-type'] = random.pick(CONTENT_TYPES)
  else if (kind < 0.35) {
    shot.headers[random.pick(FORGED)] = random.pick([
      'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
      '127.0.0.1',
      '8.8.8.8, 127.0.0.1',
      '::1',
      'x'.repeat(2_000),
      'DELETE',
    ])
    if (random.chance(0.5)) delete shot.headers.authorization
  } else if (kind < 0.5) {
    shot.headers['content-encoding'] = random.pick(['gzip', 'br', 'deflate', 'identity', 'x'])
    if (random.chance(0.7)) shot.body = gzipSync(random.chance(0.2) ? Buffer.alloc(5_000_000) : shot.body)
  } else if (kind < 0.62) {
    shot.method = random.pick(METHODS)
  } else if (kind < 0.75) {
    shot.path = random.pick(PATHS)
    if (random.chance(0.6)) shot.method = 'GET'
  } else if (kind < 0.85) {
    shot.headers.authorization = random.pick([
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'bearer x y',
      `Bearer ${'x'.repeat(8_000)}`,
      'Bearer ÿþ',
      '\tBearer a',
    ])
  } else shot.body = random.pick(BODIES)(shot.body, random)
  if (shot.method === 'GET' || shot.method === 'HEAD') shot.body = Buffer.alloc(0)
}

/** Bodies that are no JSON, or JSON with a twist. */
const BODIES: readonly ((body: Buffer, random: Random) => Buffer)[] = [
  () => Buffer.alloc(0),
  () => Buffer.from('null'),
  () => Buffer.from('[]'),
  () => Buffer.from('"text"'),
  () => Buffer.from('NaN'),
  () => Buffer.from('{"input":{},"input":{"eventId":1}}'),
  () => Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  () => Buffer.from('['.repeat(200_000)),
  () => Buffer.alloc(1024 * 1024 + 1, 0x20),
  (body) => Buffer.concat([Buffer.from('\ufeff'), body]),
  (body) => Buffer.concat([body, Buffer.from(' x')]),
  (body) => body.subarray(0, body.length >> 1),
  (body, random) => {
    const spoiled = Buffer.from(body)
    for (let times = 0; times < 5; times += 1) spoiled[random.below(spoiled.length)] = random.below(256)
    return spoiled
  },
]
