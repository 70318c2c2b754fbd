// Waits until the test run that started it is gone (its end of the pipe closes, whatever ends it), then stops the test
// server of the data directory and removes the directory.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [dataDir] = process.argv.slice(2)

function postmaster() {
  try {
    const lines = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketFolder: lines[4] }
  } catch {
    return null
  }
}

function isThere(pid) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    // A process that ended keeps its number until its parent asks, which in a bare container nobody does.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

for await (const chunk of process.stdin) void chunk
const running = postmaster()
if (running) {
  if (isThere(running.pid)) process.kill(running.pid, 'SIGQUIT')
  for (let waited = 0; isThere(running.pid) && waited < 10_000; waited += 20) await sleep(20)
  if (path.basename(running.socketFolder).startsWith('qnyy-')) rmSync(running.socketFolder, { recursive: true, force: true })
}
// initdb, should it still run, writes until it misses its folder.
do {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  await sleep(300)
} while (existsSync(dataDir))
