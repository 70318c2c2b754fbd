// Waits until the run that started it is gone (its end of the pipe closes, whatever ends it), then kills every server that
// was started on the data folder and its PostgreSQL, also where they had mounted another file system there, and leaves the
// folder to the guardian. A server must go first: it would start its PostgreSQL again.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import path from 'node:path'

const [dataDir] = process.argv.slice(2)

/** What a file of /proc says of every process that may be read, in words. */
function processes(file) {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [{ pid: Number(name), words: readFileSync(`/proc/${name}/${file}`, 'utf8').split('\0') }] : []
    } catch {
      return []
    }
  })
}

function end(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}

for await (const chunk of process.stdin) void chunk
for (const { pid, words } of processes('environ')) if (words.includes(`DATA_DIR=${dataDir}`)) end(pid, 'SIGKILL')
for (const { pid, words } of processes('cmdline')) {
  if (!words.includes(path.join(dataDir, 'postgres'))) continue
  end(pid, 'SIGQUIT')
  const socketFolder = words[words.indexOf('-k') + 1]
  if (path.basename(socketFolder).startsWith('qnyy-')) rmSync(socketFolder, { recursive: true, force: true })
}
await import('../postgres/guardian.mjs')
