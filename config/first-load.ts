import { writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * What a browser fetches before it shows the first page: the scripts and styles of the app and of that page, as webpack
 * knows them. `npm run size` reads the list and weighs the files.
 */

interface Group {
  getFiles(): string[]
}

interface Chunk {
  groupsIterable: Iterable<Group>
}

interface Module {
  /** The path of its source; of the first one where webpack joined several. */
  nameForCondition?(): string | null | undefined
}

interface Compilation {
  outputOptions: { path?: string }
  entrypoints: Map<string, Group>
  modules: Iterable<Module>
  chunkGraph: { getModuleChunksIterable(module: unknown): Iterable<Chunk> }
}

interface Compiler {
  hooks: { done: { tap(name: string, run: (stats: { compilation: Compilation }) => void): void } }
}

/** The scripts and styles that showing `page` (the end of its source's path) needs. */
export function filesOfFirstLoad(compilation: Compilation, page: string): string[] {
  const groups = [...compilation.entrypoints.values()]
  for (const module of compilation.modules) {
    if (!module.nameForCondition?.()?.replace(/\\/g, '/').endsWith(page)) continue
    for (const chunk of compilation.chunkGraph.getModuleChunksIterable(module)) groups.push(...chunk.groupsIterable)
  }
  const files = groups.flatMap((group) => group.getFiles()).filter((file) => /\.(js|css)$/.test(file))
  return [...new Set(files)].sort()
}

export class FirstLoad {
  private readonly page: string

  constructor(page: string) {
    this.page = page
  }

  apply(compiler: Compiler): void {
    compiler.hooks.done.tap('FirstLoad', ({ compilation }) => {
      if (!compilation.outputOptions.path) return
      const files = filesOfFirstLoad(compilation, this.page)
      writeFileSync(path.join(compilation.outputOptions.path, 'first-load.json'), `${JSON.stringify(files, null, 2)}\n`)
    })
  }
}
