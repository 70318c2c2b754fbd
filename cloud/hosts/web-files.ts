/** The web app's files, read once into memory: a path that was not there at the start does not exist. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

export interface WebFile {
  type: string
  etag: string
  /** Its name changes with its content, so a browser may keep it for ever. */
  immutable: boolean
  /** Whether packing it is worth while. */
  packable: boolean
  /** Its bytes, packed once and kept. */
  bytes(encoding: Encoding): Promise<Buffer>
}

export interface WebFiles {
  /** By its path below the root, beginning with a slash. */
  find(path: string): WebFile | undefined
  /** `'sha256-…'` of every script that stands inside an HTML file, for the content security policy. */
  inlineScripts: string[]
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
}
const PACKABLE = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.txt', '.svg', '.wasm', '.ico', '.ttf'])
const HASHED_NAME = /[.-][0-9a-f]{8,32}\.[a-z0-9]+$/
const SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gi
const SMALLEST_PACKED = 1024

const packBrotli = promisify(brotliCompress)
const packGzip = promisify(gzip)

/** All files below a directory; none where there is no directory. */
export function loadWebFiles(root: string | null): WebFiles {
  const files = new Map<string, WebFile>()
  const inlineScripts: string[] = []
  for (const path of root === null ? [] : filesBelow(root)) {
    const content = readFileSync(path)
    files.set('/' + relative(root!, path).split(sep).join('/'), webFile(path, content))
    if (extname(path) !== '.html') continue
    for (const [, script] of content.toString('utf8').matchAll(SCRIPT)) {
      inlineScripts.push(`'sha256-${createHash('sha256').update(script!).digest('base64')}'`)
    }
  }
  return { find: (path) => files.get(path), inlineScripts }
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function webFile(path: string, content: Buffer): WebFile {
  const extension = extname(path).toLowerCase()
  const packed = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(content)]])
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    // Weak: the same file has one tag, however it is packed on the way.
    etag: `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    immutable: HASHED_NAME.test(path),
    packable: PACKABLE.has(extension) && content.length >= SMALLEST_PACKED,
    bytes(encoding) {
      const known = packed.get(encoding)
      if (known) return known
      const made =
        encoding === 'br' ? packBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : packGzip(content, { level: 9 })
      packed.set(encoding, made)
      return made
    },
  }
}

/** The best packing that a browser takes, by its `Accept-Encoding`. */
export function encodingFor(accepted: string | null | undefined): Encoding {
  const taken = new Set(
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
      .map(([name]) => name),
  )
  if (taken.has('br')) return 'br'
  return taken.has('gzip') ? 'gzip' : 'identity'
}
