// Waits until the run that started it is gone (its end of the pipe closes, whatever ends it), then kills every server that
// was started on the data folder, and leaves PostgreSQL and the folder to the guardian. A server must go first: it would
// start its PostgreSQL again.
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'

const [dataDir] = process.argv.slice(2)

function serversOf(folder) {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`DATA_DIR=${folder}`)
      } catch {
        return false
      }
    })
}

for await (const chunk of process.stdin) void chunk
for (const pid of serversOf(dataDir)) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
await import('../postgres/guardian.mjs')
