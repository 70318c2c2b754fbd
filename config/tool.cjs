/**
 * The commands that prove and measure (npm run simulate, crash, matrix, fuzz, bench): makes a program of their TypeScript
 * and runs it with the options it was given.
 */
require('./node-version.cjs').refuseOldNode()

const { spawn } = require('node:child_process')
const path = require('node:path')
const { fail, prepare } = require('./prepare.cjs')

const ROOT = path.resolve(__dirname, '..')

/** Where each begins, and the parts of dist/ that it needs. */
const TOOLS = {
  simulate: { entry: 'tests/simulation/main.ts', parts: [] },
  crash: { entry: 'tests/crash/main.ts', parts: ['server'] },
  matrix: { entry: 'tests/matrix/main.ts', parts: [] },
  fuzz: { entry: 'tests/fuzz/main.ts', parts: [] },
  bench: { entry: 'tests/load/main.ts', parts: [] },
}

/** Bundles a program into .cache/tools (two folders below the root, like its sources) and answers its path. */
async function bundleTool(entry, name) {
  const outfile = path.join(ROOT, '.cache/tools', `${name}.cjs`)
  await require('esbuild').build({
    entryPoints: [path.join(ROOT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    tsconfig: path.join(ROOT, 'tsconfig.base.json'),
    absWorkingDir: ROOT,
    logLevel: 'warning',
  })
  return outfile
}

async function main() {
  const [name, ...args] = process.argv.slice(2)
  const { entry, parts } = TOOLS[name]
  await prepare()
  await prepare({ parts })
  const program = await bundleTool(entry, name)
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], { cwd: ROOT, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('close', (code) => process.exit(code ?? 1))
}

if (require.main === module) main().catch(fail)

module.exports = { TOOLS, bundleTool }
