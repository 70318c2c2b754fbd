/** What `npm start` runs once everything is built. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { say, tellFailure } from './console'
import { startServer, type Server } from './server'
import { readSettings } from './settings'

/** The bundle lies in dist/server, beside its migrations; the web app in dist/h5. */
const ROOT = path.resolve(__dirname, '../..')
const WEB = path.join(ROOT, 'dist/h5')

/**
 * Starts the server and stays until a signal. The last line it prints is `ready <address>`. Ctrl-C, SIGTERM and the end of
 * the terminal stop the host, then the database; a second signal changes nothing (npm repeats them).
 */
async function start(): Promise<void> {
  const { values } = parseArgs({ options: { lan: { type: 'boolean', default: false }, 'no-build': { type: 'boolean' } } })
  const calledOff = new AbortController()
  let server: Server | null = null

  async function end(exitCode: number): Promise<void> {
    calledOff.abort()
    await server?.close()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void (server ? end(0) : calledOff.abort()))
  process.on('uncaughtException', (error) => {
    tellFailure(error)
    void end(1)
  })

  try {
    const settings = readSettings(process.env)
    server = await startServer({
      settings,
      root: ROOT,
      dataDir: settings.dataDir ?? path.join(ROOT, 'data'),
      webRoot: existsSync(WEB) ? WEB : null,
      migrations: path.join(__dirname, 'migrations'),
      lan: values.lan,
      say,
      signal: calledOff.signal,
    })
    server.onDied((error) => {
      tellFailure(error)
      void end(1)
    })
    if (calledOff.signal.aborted) return await end(0)
    say(`ready http://localhost:${settings.port}`)
  } catch (error) {
    if (calledOff.signal.aborted) process.exit(0)
    tellFailure(error)
    process.exit(1)
  }
}

void start()
