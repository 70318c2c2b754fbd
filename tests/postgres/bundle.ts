import { buildSync } from 'esbuild'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')

/** Makes a program of a TypeScript file, for tests that need a process of its own; answers the path of the program. */
export function bundle(entry: string): string {
  const outfile = path.join(ROOT, '.cache', 'tests', `${path.basename(entry, '.ts')}-${process.pid}.cjs`)
  buildSync({
    entryPoints: [path.join(ROOT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { '@core': path.join(ROOT, 'core'), '@cloud': path.join(ROOT, 'cloud') },
  })
  return outfile
}
