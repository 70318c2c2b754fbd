import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

interface Counted {
  passed: number
  failed: number
  told: string[]
}
// The commands are plain scripts without types.
const { countJest } = createRequire(__filename)('../../config/test.cjs') as {
  countJest(report: object | null, exitCode: number | null): Counted
}

const ROOT = path.resolve(__dirname, '../..')
const report = (numbers: object) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numTotalTests: 100,
  ...numbers,
})

describe('what npm test counts', () => {
  test('is what passed and what failed', () => {
    expect(countJest(report({ numPassedTests: 100 }), 0)).toMatchObject({ passed: 100, failed: 0, told: [] })
    expect(countJest(report({ numPassedTests: 97, numFailedTests: 3 }), 1)).toMatchObject({ passed: 97, failed: 3 })
  })

  test('a run that crashed, was killed or found nothing has failed', () => {
    expect(countJest(null, 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(countJest(null, null)).toMatchObject({ passed: 0, failed: 1 })
    expect(countJest(report({ numTotalTests: 0 }), 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(countJest(report({ numPassedTests: 100 }), 1)).toMatchObject({ failed: 1 })
    expect(countJest(report({ numPassedTests: 100 }), null)).toMatchObject({ failed: 1 })
  })

  test('a file that could not be loaded and a test that was skipped have failed', () => {
    expect(countJest(report({ numPassedTests: 90, numRuntimeErrorTestSuites: 2 }), 1)).toMatchObject({ passed: 90, failed: 2 })
    expect(countJest(report({ numPassedTests: 90, numPendingTests: 1, numTodoTests: 1 }), 0)).toMatchObject({ failed: 2 })
  })
})

describe('jest, run for real on a folder of its own', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'commands-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  function outcome(files: Record<string, string>, limitMs = 60_000): Counted {
    mkdirSync(path.join(folder, 'tests'))
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'tests', name), text)
    writeFileSync(path.join(folder, 'jest.config.json'), JSON.stringify({ rootDir: path.join(folder, 'tests'), transform: {} }))
    const script = `
      const { runJest } = require(${JSON.stringify(path.join(ROOT, 'config/test.cjs'))})
      const args = ['--config', ${JSON.stringify(path.join(folder, 'jest.config.json'))}]
      const options = { report: ${JSON.stringify(path.join(folder, 'report.json'))}, limitMs: ${limitMs} }
      runJest(args, options).then((counted) => require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'counted'))}, JSON.stringify(counted)))`
    spawnSync(process.execPath, ['-e', script], { stdio: 'ignore', cwd: ROOT })
    return JSON.parse(readFileSync(path.join(folder, 'counted'), 'utf8')) as Counted
  }

  test('counts each test once', () => {
    const files = {
      'a.test.js': "test('one', () => {}); test('two', () => { throw new Error('x') })",
      'b.test.js': "test('three', () => {})",
    }
    expect(outcome(files)).toMatchObject({ passed: 2, failed: 1 })
  })

  test('without any test has failed', () => {
    expect(outcome({})).toMatchObject({ passed: 0, failed: 1 })
  })

  test('that dies in the middle has failed', () => {
    expect(
      outcome({ 'a.test.js': "test('one', () => {}); test('two', () => process.kill(process.pid, 'SIGKILL'))" }).failed,
    ).toBeGreaterThan(0)
  })

  test('with a file that does not load has failed', () => {
    expect(outcome({ 'a.test.js': "test('one', () => {})", 'b.test.js': "require('./missing')" })).toMatchObject({ passed: 1, failed: 1 })
  })

  test('that hangs is ended and has failed', () => {
    const counted = outcome({ 'a.test.js': "test('one', () => { for (;;); })" }, 3_000)
    expect(counted).toMatchObject({ passed: 0, failed: 1 })
  })
})

test('the continuous integration calls npm test and nothing cleverer', () => {
  const file = path.join(ROOT, '.ci/run')
  expect(statSync(file).mode & 0o111).not.toBe(0)
  const commands = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(commands).toEqual(['set -e', 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', 'npm test'])
})

test('an unknown part to build is one clear sentence and a failure', () => {
  const { status, stderr } = spawnSync(process.execPath, ['config/build.cjs', 'nothing'], { cwd: ROOT, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toBe('没有「nothing」这一部分。There is no part 「nothing」: weapp, h5, server, functions or all.\n')
})

describe('in a fresh clone, where no package is installed yet,', () => {
  let clone: string
  beforeAll(() => {
    clone = mkdtempSync(path.join(tmpdir(), 'clone-'))
    const scripts = readdirSync(path.join(ROOT, 'config')).filter((name) => name.endsWith('.cjs'))
    for (const name of scripts) cpSync(path.join(ROOT, 'config', name), path.join(clone, 'config', name))
  })
  afterAll(() => rmSync(clone, { recursive: true }))

  test.each(['test', 'check', 'build', 'dev'])('「%s」 gets as far as installing them', (name) => {
    const { status, stderr } = spawnSync(process.execPath, ['-e', `require('./config/${name}.cjs')`], { cwd: clone, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  test('npm test that cannot install them says why and counts a failure', () => {
    // No package-lock.json and no registry: npm has nothing to install from.
    writeFileSync(path.join(clone, 'package.json'), '{ "dependencies": { "hono": "0.0.0" } }')
    const env = {
      ...process.env,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: path.join(clone, 'cache'),
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['config/test.cjs'], { cwd: clone, encoding: 'utf8', env })
    expect(status).toBe(1)
    expect(stderr).toContain('依赖安装失败')
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed')
  })
})
