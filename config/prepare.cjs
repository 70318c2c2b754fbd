/**
 * What stands between a fresh clone and a running command: the packages of package-lock.json and the built parts of dist/.
 * Both are looked at by content and made only where they are missing or have changed.
 */
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { isFresh } = require('./stamp.cjs')

const ROOT = path.resolve(__dirname, '..')

/** A failure told in one sentence of Chinese and one of English. */
class PrepareError extends Error {
  constructor(zh, en, output = '') {
    super(en)
    this.zh = zh
    this.output = output
  }
}

/**
 * Installs what is missing, then builds the parts that are not built from the sources as they are now.
 * @param {{ parts?: string[], root?: string }} options `parts`: names of build.cjs; without them everything that tests and
 * builds need is installed and nothing is built
 */
async function prepare({ parts, root = ROOT } = {}) {
  const stale = (parts ?? []).filter((part) => !isFresh(part, root))
  // A server that is built needs no tools: `npm install --omit=dev` will do for it.
  const withTools = parts === undefined || stale.length > 0
  if (!isInstalled(root, withTools)) await install(root)
  for (const part of stale) await build(part, root)
}

/** Whether node_modules holds every package of the lock in its version. npm keeps its own account there. */
function isInstalled(root, withTools) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const there = readPackages(path.join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !there) return false
  return Object.entries(wanted).every(([place, { version, optional, devOptional, dev, link }]) => {
    if (place === '' || link || (there[place] === undefined && (optional || devOptional))) return true
    return (dev && !withTools) || there[place]?.version === version
  })
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

async function install(root) {
  checkWritable(root)
  const { code, output } = await inOneLine('安装依赖 / Installing dependencies', () =>
    npm(root, ['install', '--no-save', '--no-audit', '--no-fund']),
  )
  if (code !== 0) {
    const reason = /npm (?:error|ERR!) (?!code)(.+)/.exec(output)?.[1] ?? `exit code ${code}`
    throw new PrepareError(
      `依赖安装失败（${reason}），请检查网络与 npm 设置后重试。`,
      `The dependencies could not be installed (${reason}): check the network and the settings of npm, then try again.`,
      output,
    )
  }
  const missing = missingBinaries(root)
  // What this system's registry does not have, the package itself will say when it is used.
  if (missing.length > 0)
    await inOneLine('安装本机组件 / Installing parts for this system', () => npm(root, ['install', '--no-save', ...missing]))
}

/**
 * Packages of this system that the lock does not list: npm leaves out what the registry did not have when the lock was
 * made. Answers `name@version`. Not verified on macOS and Windows.
 */
function missingBinaries(root, platform = process.platform, arch = process.arch) {
  const there = readPackages(path.join(root, 'node_modules/.package-lock.json')) ?? {}
  const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  const systems = platform === 'win32' ? '(?:win32|windows)' : platform
  const forThisSystem = new RegExp(`[-/]${systems}-${arch}(?:-gnu|-msvc)?$`)
  const parents = Object.entries(there).filter(([place]) => place.lastIndexOf('node_modules/') === 0)
  const wanted = [own, ...parents.map(([, entry]) => entry)].flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  return wanted
    .filter(([name]) => forThisSystem.test(name) && there[`node_modules/${name}`] === undefined)
    .map(([name, version]) => `${name}@${version}`)
}

async function build(part, root) {
  checkWritable(root)
  const { code, output } = await inOneLine(`构建 / Building ${part}`, () => run(root, process.execPath, ['config/build.cjs', part]))
  if (code !== 0) throw new PrepareError(`构建 ${part} 失败，详见上面的输出。`, `Building ${part} failed; see the output above.`, output)
}

function checkWritable(root) {
  try {
    fs.rmSync(fs.mkdtempSync(path.join(root, '.writable-')), { recursive: true })
  } catch (error) {
    throw new PrepareError(
      `项目目录 ${root} 不可写（${error.code}），无法安装和构建：请检查权限。`,
      `The folder of the project ${root} cannot be written (${error.code}), so nothing can be installed or built: check its rights.`,
    )
  }
}

/** npm as it was called, else the one of the system. */
function npm(root, args) {
  const { npm_execpath: script } = process.env
  if (script && /npm-cli\.c?js$/.test(script)) return run(root, process.execPath, [script, ...args])
  return run(root, 'npm', args, { shell: process.platform === 'win32' })
}

/** Runs to the end with a group of its own, which a signal to this process ends. What it says is kept. */
function run(root, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const grouped = process.platform !== 'win32'
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: grouped, ...options })
    const output = []
    const called = (signal) => {
      try {
        process.kill(grouped ? -child.pid : child.pid, 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, called)
    child.stdout.on('data', (part) => output.push(part))
    child.stderr.on('data', (part) => output.push(part))
    child.on('error', (error) => {
      const sentence =
        error.code === 'ENOENT'
          ? [`找不到命令 ${command}，请先安装。`, `The command ${command} is not there: install it first.`]
          : [`命令 ${command} 无法运行（${error.message}）。`, `The command ${command} does not run (${error.message}).`]
      reject(new PrepareError(...sentence))
    })
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, called)
      resolve({ code, output: Buffer.concat(output).toString('utf8') })
    })
  })
}

/** One line that counts the seconds while the work lasts; where nobody watches, a line before and none between. */
async function inOneLine(title, work) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const live = process.stdout.isTTY
  process.stdout.write(live ? `${title}…` : `${title}…\n`)
  const timer = live ? setInterval(() => process.stdout.write(`\r${title}… ${seconds()} s`), 1000) : null
  try {
    return await work()
  } finally {
    if (timer) {
      clearInterval(timer)
      process.stdout.write(`\r${title}: ${seconds()} s\n`)
    }
  }
}

/** Tells why a command cannot go on, and ends it. */
function fail(error) {
  if (error instanceof PrepareError) {
    if (error.output) console.error(error.output.trim())
    console.error(error.zh)
    console.error(error.message)
  } else if (error.code === 'MODULE_NOT_FOUND' && /dist[\\/]server/.test(error.message)) {
    console.error('还没有构建：请去掉 --no-build 再运行一次。')
    console.error('Nothing is built yet: run it once without --no-build.')
  } else console.error(error)
  process.exit(1)
}

module.exports = { PrepareError, fail, isInstalled, missingBinaries, prepare }
