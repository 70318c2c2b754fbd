/**
 * npm run dev, npm run dev:weapp: the API with its database on port 8787, restarted when its sources change, and Taro
 * watching the web app (http://localhost:10086) or the package (dist/weapp). One Ctrl-C stops everything.
 */
require('./node-version.cjs').refuseOldNode()

const { spawn } = require('node:child_process')
const path = require('node:path')
const { copyMigrations, serverBundle } = require('./build.cjs')
const { fail, prepare } = require('./prepare.cjs')

const ROOT = path.resolve(__dirname, '..')
const SERVER = path.join(ROOT, 'dist/dev-server')
const API_PORT = process.env.PORT ?? '8787'
const API = `http://127.0.0.1:${API_PORT}`
const WEB = 'http://localhost:10086'

/** A command that is to run as long as this one does. */
class Companion {
  constructor(args, env) {
    this.args = args
    this.env = { ...process.env, ...env }
    this.child = null
    this.wanted = false
    this.onEnd = () => undefined
  }

  start() {
    this.wanted = true
    this.child = spawn(process.execPath, this.args, { cwd: ROOT, env: this.env, stdio: 'inherit' })
    this.child.on('error', () => undefined)
    this.child.once('close', (code) => {
      if (this.wanted) this.onEnd(code)
    })
  }

  /** Ends it and waits until it has ended. */
  async stop() {
    this.wanted = false
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

/** Bundles the server now and after every change, and calls back when there is a new one. */
async function watchServer(onBuilt) {
  const plugin = {
    name: 'restart',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        if (errors.length > 0) return
        copyMigrations(SERVER)
        onBuilt()
      }),
  }
  const context = await require('esbuild').context({ ...serverBundle(SERVER), plugins: [plugin] })
  await context.watch()
  return context
}

async function main(platform) {
  if (platform !== 'h5' && platform !== 'weapp') {
    console.error('用法 / Usage: node config/dev.cjs h5|weapp')
    process.exit(1)
  }
  await prepare()

  const publicUrl = process.env.PUBLIC_URL ?? (platform === 'h5' ? WEB : API)
  const api = new Companion([path.join(SERVER, 'start.js')], { PORT: API_PORT, PUBLIC_URL: publicUrl })
  const taro = new Companion([path.join(ROOT, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', platform, '--watch'], {
    NODE_ENV: 'development',
    BROWSERSLIST_ENV: 'development',
    API_TARGET: API,
    ...(platform === 'weapp' ? { TARO_APP_API: process.env.TARO_APP_API ?? API } : {}),
  })
  let bundles = null
  let ending = null
  const end = (code) => {
    ending ??= (async () => {
      await Promise.all([api.stop(), taro.stop(), bundles?.dispose()])
      process.exit(code)
    })()
  }
  api.onEnd = taro.onEnd = (code) => end(code || 1)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))

  // Changes that come while the API restarts are taken together by the next restart.
  let restarting = Promise.resolve()
  bundles = await watchServer(() => {
    restarting = restarting.then(async () => {
      if (ending) return
      await api.stop()
      if (!ending) api.start()
    })
  })
  taro.start()
}

if (require.main === module) main(process.argv[2]).catch(fail)
