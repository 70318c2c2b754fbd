/** npm run matrix: who may ask what of whom, every cell of it (core/contract/access.ts). */
import { startThrowAway } from '../postgres/throw-away'
import { oneOf, print, readOptions, runCommand } from '../tools/command'
import { runMatrix } from './matrix'
import { withoutAuthorization } from './without-authorization'

const BREAKS = ['no-authorize'] as const
const USAGE = `npm run matrix [-- --break ${BREAKS.join('|')}]`

async function main(): Promise<number> {
  const given = readOptions({ break: { type: 'string' } })
  if (given.break !== undefined) oneOf('break', given.break, BREAKS)
  const change = given.break === undefined ? undefined : withoutAuthorization
  const server = await startThrowAway()
  try {
    const { cells, undeclared, failed } = await runMatrix({ change, print })
    print(`cells=${cells} undeclared=${undeclared} failed=${failed}`)
    return undeclared + failed === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

runCommand(USAGE, main)
