/**
 * npm test: from a fresh clone to the last line 「N passed, N failed」. Installs what is missing, checks format, lint and
 * types, builds every part, runs every test, measures the sizes. Exit code 1 on any failure; what did not run has failed.
 */
require('./node-version.cjs').refuseOldNode()

const { spawn, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '..')
const REPORT = path.join(ROOT, '.cache/jest-report.json')
/** Longer than the tests ever take; what hangs is ended, and counts as failed. */
const JEST_LIMIT_MS = 45 * 60_000

/** What a run of jest came to, by its report (null: it left none) and its exit code (null: it was ended). */
function countJest(report, exitCode) {
  const told = []
  if (report === null) return { passed: 0, failed: 1, told: ['jest ended without a report'] }
  const passed = report.numPassedTests
  let failed = report.numFailedTests
  if (report.numRuntimeErrorTestSuites > 0) {
    failed += report.numRuntimeErrorTestSuites
    told.push(`${report.numRuntimeErrorTestSuites} test files did not run`)
  }
  const left = report.numPendingTests + report.numTodoTests
  if (left > 0) {
    failed += left
    told.push(`${left} tests were skipped: a test that does not run proves nothing`)
  }
  if (report.numTotalTests === 0) {
    failed += 1
    told.push('there were no tests')
  }
  if (exitCode !== 0 && failed === 0) {
    failed += 1
    told.push(`jest ended with ${exitCode === null ? 'a signal' : exitCode} although no test failed`)
  }
  return { passed, failed, told }
}

/** Runs jest on everything, or with `args`; ends it and all that it started when it takes too long. */
function runJest(args, { report = REPORT, limitMs = JEST_LIMIT_MS } = {}) {
  fs.mkdirSync(path.dirname(report), { recursive: true })
  fs.rmSync(report, { force: true })
  return new Promise((resolve) => {
    const command = [path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', '--json', `--outputFile=${report}`, ...args]
    // A group of its own, so that its workers and their servers can be ended with it. Its JSON goes to the file alone.
    const grouped = process.platform !== 'win32'
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], detached: grouped })
    const end = (signal) => {
      try {
        process.kill(grouped ? -child.pid : child.pid, signal)
      } catch {
        // It has ended by itself.
      }
    }
    const limit = setTimeout(() => {
      console.log(`jest took longer than ${limitMs / 60_000} min and was ended`)
      end('SIGKILL')
    }, limitMs)
    const interrupted = () => end('SIGINT')
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
    child.on('error', () => undefined)
    child.on('close', (exitCode) => {
      clearTimeout(limit)
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      resolve(countJest(readReport(report), exitCode))
    })
  })
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

async function main() {
  await require('./prepare.cjs').prepare()
  const { CHECKS, passes } = require('./check.cjs')
  const { PARTS, build } = require('./build.cjs')
  let passed = 0
  const wrong = []
  const count = (name, well) => {
    if (well) passed += 1
    else wrong.push(name)
  }

  for (const check of CHECKS) count(check.name, passes(check))
  for (const part of PARTS) count(`build of ${part}`, await build(part).then(yes, no))
  const jest = await runJest([])
  const size = spawnSync(process.execPath, [path.join(__dirname, 'size.cjs')], { cwd: ROOT, stdio: 'inherit' })
  count('size', size.status === 0)

  for (const line of [...jest.told, ...wrong.map((name) => `wrong: ${name}`)]) console.log(line)
  const failed = jest.failed + wrong.length
  console.log(`${passed + jest.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

const yes = () => true
const no = (error) => {
  console.error(error.message)
  return false
}

if (require.main === module) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      for (const line of error.zh ? [error.output, error.zh, error.message] : [error.stack]) if (line) console.error(line)
      console.log('0 passed, 1 failed')
      process.exit(1)
    },
  )
}

module.exports = { countJest, runJest }
