/**
 * The default `index.ts` of a platform seam is the fake of the tests. A build that resolves one of them by mistake (a
 * forgotten suffix, an import with an extension) would ship an app that keeps nothing and calls nobody: it stops instead.
 */

/** The fakes among the files of a build. */
export function fakesAmong(files: readonly string[]): string[] {
  return files.filter((file) => /[\\/]src[\\/]platform[\\/][^\\/]+[\\/](index|fake)\.tsx?$/.test(file))
}

interface Compiler {
  hooks: { compilation: { tap(name: string, run: (compilation: Compilation) => void): void } }
}

interface Compilation {
  hooks: { finishModules: { tap(name: string, run: (modules: Iterable<{ resource?: string }>) => void): void } }
  errors: Error[]
}

/** The same question, asked of every webpack build. */
export class NoFakes {
  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap('NoFakes', (compilation) => {
      compilation.hooks.finishModules.tap('NoFakes', (modules) => {
        const files = [...modules].flatMap((module) => (module.resource ? [module.resource] : []))
        for (const file of fakesAmong(files)) compilation.errors.push(new Error(`a fake of the tests would ship: ${file}`))
      })
    })
  }
}
