/** What no decent client sends: halves, lies about lengths, garbage behind a request, one byte at a time. */
import type { Random } from './random'
import type { Shot } from './shots'

/** Bytes as they go over the wire, piece by piece, with a pause after each; then the sender's side is closed. */
export interface WireShot {
  name: string
  pieces: readonly Buffer[]
  pauseMs: number
}

type Breaker = (shot: Shot, random: Random) => Omit<WireShot, 'name'>

const CRLF = '\r\n'
const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** The head of a request with `more` header lines and this length (null: none is named). */
function head({ method, path, headers }: Shot, length: number | string | null, ...more: string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`)
  const framing = length === null ? [] : [`content-length: ${length}`]
  return [`${method} ${path} HTTP/1.1`, 'host: localhost', ...lines, ...framing, ...more, '', ''].join(CRLF)
}

const all = (...pieces: (string | Buffer)[]) => ({
  pieces: pieces.map((piece) => (typeof piece === 'string' ? latin1(piece) : piece)),
  pauseMs: 0,
})

const BREAKERS: Record<string, Breaker> = {
  'half a body': (shot) => all(head(shot, shot.body.length), shot.body.subarray(0, shot.body.length >> 1)),
  'half a head': (shot, random) => {
    const text = head(shot, shot.body.length)
    return all(text.slice(0, 1 + random.below(text.length - 1)))
  },
  'a length too long': (shot) => all(head(shot, shot.body.length + 50), shot.body),
  'a length too short': (shot) => all(head(shot, shot.body.length >> 1), shot.body),
  'a length that is none': (shot, random) =>
    all(head(shot, random.pick(['-1', 'x', '1e9', '0x10', '+5', '99999999999999999999'])), shot.body),
  'two lengths': (shot) => all(head(shot, shot.body.length, 'content-length: 3'), shot.body),
  'a length and chunks': (shot) =>
    all(head(shot, 4, 'transfer-encoding: chunked'), `${shot.body.length.toString(16)}${CRLF}`, shot.body, `${CRLF}0${CRLF}${CRLF}`),
  chunks: (shot) =>
    all(head(shot, null, 'transfer-encoding: chunked'), `${shot.body.length.toString(16)}${CRLF}`, shot.body, `${CRLF}0${CRLF}${CRLF}`),
  'chunks that lie': (shot) => all(head(shot, null, 'transfer-encoding: chunked'), `ffff${CRLF}`, shot.body, `${CRLF}0${CRLF}${CRLF}`),
  'a chunk size that is none': (shot) => all(head(shot, null, 'transfer-encoding: chunked'), `zz${CRLF}`, shot.body),
  'an unknown encoding': (shot) => all(head(shot, null, 'transfer-encoding: gzip, x'), shot.body),
  'garbage behind': (shot, random) => all(head(shot, shot.body.length), shot.body, Buffer.from(random.text(200), 'base64url')),
  'a pipeline': (shot) => all(...Array.from({ length: 5 }, () => [head(shot, shot.body.length), shot.body]).flat()),
  'a slow sender': (shot, random) => {
    const whole = Buffer.concat([latin1(head(shot, shot.body.length)), shot.body])
    const size = Math.max(1, Math.ceil(whole.length / (3 + random.below(4))))
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => whole.subarray(index * size, (index + 1) * size))
    return { pieces, pauseMs: 5 + random.below(25) }
  },
  'a head without end': (shot) => all(head(shot, 0, `x-long: ${'a'.repeat(20_000)}`)),
  'a thousand headers': (shot) => all(head(shot, 0, ...Array.from({ length: 1_000 }, (_, index) => `x-${index}: ${index}`))),
  'two authorizations': (shot, random) => all(head(shot, shot.body.length, `authorization: Bearer ${random.text(43)}`), shot.body),
  'two hosts': (shot) => all(head(shot, shot.body.length, 'host: example.org'), shot.body),
  'a header split': (shot) => all(head(shot, shot.body.length, 'x-a: 1\n x-b: 2'), shot.body),
  'a null in a header': (shot) => all(head(shot, shot.body.length, 'x-a: a\0b'), shot.body),
  'no host': (shot) => all(`${shot.method} ${shot.path} HTTP/1.1${CRLF}content-length: 0${CRLF}${CRLF}`),
  'an old version': (shot) =>
    all(`${shot.method} ${shot.path} HTTP/1.0${CRLF}content-length: ${shot.body.length}${CRLF}${CRLF}`, shot.body),
  'no version': (shot) => all(`GET ${shot.path}${CRLF}`),
  'a version to come': (shot) => all(`${shot.method} ${shot.path} HTTP/2.0${CRLF}${CRLF}`),
  'a whole address': (shot) => all(`GET http://example.org${shot.path} HTTP/1.1${CRLF}host: example.org${CRLF}${CRLF}`),
  'a tunnel': () => all(`CONNECT 127.0.0.1:22 HTTP/1.1${CRLF}host: 127.0.0.1${CRLF}${CRLF}`),
  'an upgrade': (shot) => all(head(shot, shot.body.length, 'connection: upgrade', 'upgrade: websocket'), shot.body),
  'an expectation': (shot, random) => all(head(shot, shot.body.length, `expect: ${random.pick(['100-continue', 'tea'])}`), shot.body),
  'an asterisk': () => all(`OPTIONS * HTTP/1.1${CRLF}host: localhost${CRLF}${CRLF}`),
  'a path of bytes': () => all(Buffer.from([...latin1('GET /'), 0xff, 0xfe, 0xe9, ...latin1(` HTTP/1.1${CRLF}host: x${CRLF}${CRLF}`)])),
  'another protocol': () => all(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])),
  noise: (_, random) => all(Buffer.from(random.text(400), 'base64url')),
  nothing: () => all(),
}

export const BREAKER_NAMES: readonly string[] = Object.keys(BREAKERS)

/** A call put on the wire in a way that HTTP does not allow, or hardly. */
export function breakShot(shot: Shot, random: Random): WireShot {
  const name = random.pick(BREAKER_NAMES)
  return { name, ...BREAKERS[name]!(shot, random) }
}
