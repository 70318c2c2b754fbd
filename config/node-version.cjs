/**
 * The first thing a command asks. Written for very old versions of Node too: they must be able to read this file to say
 * that they are too old.
 */
const NEEDED = [20, 19]

function isTooOld(version) {
  const parts = version.split('.')
  const major = Number(parts[0])
  return major < NEEDED[0] || (major === NEEDED[0] && Number(parts[1]) < NEEDED[1])
}

/** Ends the process with one sentence where Node is too old. */
function refuseOldNode() {
  if (!isTooOld(process.versions.node)) return
  console.error('需要 Node ' + NEEDED.join('.') + ' 以上的版本，当前是 ' + process.versions.node + '，请升级 Node 后再试。')
  console.error('Needs Node ' + NEEDED.join('.') + ' or newer; this is ' + process.versions.node + ': update Node, then try again.')
  process.exit(1)
}

module.exports = { isTooOld: isTooOld, refuseOldNode: refuseOldNode }
