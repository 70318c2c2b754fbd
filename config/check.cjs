/** npm run check: format, lint, types of every room. Last line 「check ok」, or exit code 1 with what is wrong. */
require('./node-version.cjs').refuseOldNode()

const { spawnSync } = require('node:child_process')
const path = require('node:path')
const { fail, prepare } = require('./prepare.cjs')

const ROOT = path.resolve(__dirname, '..')
const ROOMS = ['core', 'cloud', 'src', 'tests', 'config']

const CHECKS = [
  { name: 'format', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', args: ['eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  ...ROOMS.map((room) => ({ name: `types of ${room}`, args: ['typescript/bin/tsc', '--project', room] })),
]

/** Runs one check; what it says goes through. True when nothing is wrong. */
function passes({ args: [script, ...args] }) {
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], { cwd: ROOT, stdio: 'inherit' })
  return status === 0
}

function main() {
  const wrong = CHECKS.filter((check) => {
    const well = passes(check)
    console.log(`${well ? 'ok    ' : 'wrong '} ${check.name}`)
    return !well
  })
  if (wrong.length === 0) console.log('check ok')
  return wrong.length === 0 ? 0 : 1
}

if (require.main === module) {
  prepare()
    .then(() => (process.exitCode = main()))
    .catch(fail)
}

module.exports = { CHECKS, passes }
