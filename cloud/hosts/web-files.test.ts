import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { encodingFor, loadWebFiles } from './web-files'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'web-'))
  mkdirSync(join(root, 'js'))
  writeFileSync(
    join(root, 'index.html'),
    '<html><script>var a = 1</script><script src="/js/app.js"></script><script>\nb()\n</script></html>',
  )
  writeFileSync(join(root, 'js', 'app.0a1b2c3d.js'), 'x'.repeat(5_000))
  writeFileSync(join(root, 'js', 'plain.js'), 'y')
})
afterEach(() => rmSync(root, { recursive: true }))

test('a file is found by its path and nothing else is', () => {
  const files = loadWebFiles(root)
  expect(files.find('/index.html')?.type).toBe('text/html; charset=utf-8')
  expect(files.find('/js/plain.js')?.type).toBe('text/javascript; charset=utf-8')
  for (const path of ['/', '/js', '/js/../index.html', '/../etc/passwd', 'index.html', '/js\\plain.js']) {
    expect(files.find(path)).toBeUndefined()
  }
})

test('only a name that changes with its content may be kept for ever', () => {
  const files = loadWebFiles(root)
  expect(files.find('/js/app.0a1b2c3d.js')?.immutable).toBe(true)
  expect(files.find('/js/plain.js')?.immutable).toBe(false)
  expect(files.find('/index.html')?.immutable).toBe(false)
})

test('packed bytes unpack to the file', async () => {
  const file = loadWebFiles(root).find('/js/app.0a1b2c3d.js')!
  expect(file.packable).toBe(true)
  expect(brotliDecompressSync(await file.bytes('br')).toString()).toBe('x'.repeat(5_000))
  expect(gunzipSync(await file.bytes('gzip')).toString()).toBe('x'.repeat(5_000))
  expect(await file.bytes('br')).toBe(await file.bytes('br'))
  expect(loadWebFiles(root).find('/js/plain.js')!.packable).toBe(false)
})

test('scripts inside a page are named by their hash, scripts of their own file are not', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  expect(loadWebFiles(root).inlineScripts).toEqual([hash('var a = 1'), hash('\nb()\n')])
})

test('without a directory there are no files', () => {
  expect(loadWebFiles(null).find('/index.html')).toBeUndefined()
})

test('the packing is one that the browser takes', () => {
  expect(encodingFor('gzip, deflate, br')).toBe('br')
  expect(encodingFor('GZIP')).toBe('gzip')
  expect(encodingFor('br;q=0, gzip;q=0.5')).toBe('gzip')
  expect(encodingFor('br; q=0.0, identity')).toBe('identity')
  expect(encodingFor(undefined)).toBe('identity')
})
