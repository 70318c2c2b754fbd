import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { TaroNode } from './taro-tree'

const ROOT = path.resolve(__dirname, '../..')

/** What ships to WeChat. */
export const WEAPP = path.join(ROOT, 'dist/weapp')

interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  themeLocation?: string
  tabBar?: { list: { pagePath: string; text: string; iconPath: string; selectedIconPath: string }[] }
}

/** What app.json names with an `@`, in light or in dark. */
export type Theme = Record<string, string>

interface PageJson {
  enablePullDownRefresh?: boolean
  usingComponents?: Record<string, string>
  /** It is a component and no page. */
  component?: boolean
}

/** How an element of a template listens to an event: `catch` keeps it from the elements around. */
export type Binding = 'bind' | 'catch'

/** Taro's own script beside its templates: which template draws an element, by how deep it lies. */
interface TemplateScript {
  a(depth: number, kind: string, nested: string): string
  c(node: TaroNode, prefix: string): string
  f(nested: string, kind: string): string
}

export interface CompiledTemplates {
  /** JavaScript: an expression that gives the templates of all paths. */
  code: string
  /** Everything the compiler had to say. */
  warnings: string[]
}

/** A built mini-program, as it lies in its folder. */
export class WeappPackage {
  readonly appJson: AppJson
  /** Every page that app.json declares, without a slash at the beginning. */
  readonly pages: readonly string[]
  readonly tabs: readonly string[]
  private bound: Map<string, Map<string, Binding>> | null = null
  private script: TemplateScript | null = null

  private constructor(readonly folder: string) {
    this.appJson = this.json('app.json')
    const parts = this.appJson.subPackages ?? []
    this.pages = [...this.appJson.pages, ...parts.flatMap(({ root, pages }) => pages.map((page) => path.posix.join(root, page)))]
    this.tabs = (this.appJson.tabBar?.list ?? []).map(({ pagePath }) => pagePath)
  }

  /** @throws Error with a sentence that says what to do when nothing has been built. */
  static open(folder = WEAPP): WeappPackage {
    if (!existsSync(path.join(folder, 'app.json'))) {
      throw new Error(
        `没有 ${path.relative(ROOT, folder)}，先运行 npm run build -- weapp。The package is not built: npm run build -- weapp.`,
      )
    }
    return new WeappPackage(folder)
  }

  text(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8')
  }

  has(file: string): boolean {
    return existsSync(path.join(this.folder, file))
  }

  pageJson(page: string): PageJson {
    return this.json(`${page}.json`)
  }

  /** Light and dark; one empty theme where the package does not follow the phone's. */
  themes(): Theme[] {
    const { themeLocation } = this.appJson
    return themeLocation ? Object.values(this.json<Record<string, Theme>>(themeLocation)) : [{}]
  }

  /** Files with one of these endings, below the folder of the package. */
  files(...endings: string[]): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.split(path.sep).join('/'))
      .filter((file) => endings.some((ending) => file.endsWith(ending)))
      .sort()
  }

  /** The sub-package a file belongs to; null for the main one. */
  rootOf(file: string): string | null {
    return (this.appJson.subPackages ?? []).map(({ root }) => root).find((root) => file.startsWith(`${root}/`)) ?? null
  }

  /** The style sheets of a page, imports put in, the app's own first. */
  styles(page: string): string {
    return ['app.wxss', `${page}.wxss`].map((file) => (this.has(file) ? this.sheet(file) : '')).join('\n')
  }

  /**
   * How the templates that draw a path of elements (the outermost first) listen to an event; null where one does not. The
   * templates are chosen as the package itself chooses them.
   */
  bindings(whole: readonly TaroNode[], event: string): (Binding | null)[] {
    this.bound ??= boundEvents(this.text('base.wxml'))
    this.script ??= runScript(this.text('utils.wxs'))
    let depth = 0
    let nested = ''
    return whole.map((node) => {
      const chosen = this.script!.a(depth, node.nn, nested)
      // A container goes on in a component of its own, where the depth begins anew.
      if (chosen.endsWith('_container')) [depth, nested] = [0, '']
      const name = chosen.endsWith('_container') ? `tmpl_0_${node.nn}` : chosen
      nested = this.script!.f(nested, node.nn)
      depth += 1
      // Fields have two templates, with and without the focus.
      const events = this.bound!.get(name) ?? this.bound!.get(this.script!.c(node, name.slice(0, -node.nn.length)))
      return events?.get(event) ?? null
    })
  }

  /** Compiles the templates as WeChat's own framework does. */
  compile(): CompiledTemplates {
    const group = new TmplGroup()
    const warnings: string[] = []
    for (const file of this.files('.wxs')) group.addScript(file.slice(0, -'.wxs'.length), this.text(file))
    for (const file of this.files('.wxml')) {
      const found = group.addTmpl(file.slice(0, -'.wxml'.length), this.text(file)) as { message?: string }[]
      warnings.push(...found.map((warning) => `${file}: ${warning.message ?? JSON.stringify(warning)}`))
    }
    const code = group.getTmplGenObjectGroups()
    group.free()
    return { code, warnings: [...warnings, ...this.missingScripts()] }
  }

  /** The compiler is silent about scripts and templates that are named and not there; WeChat is not. */
  private missingScripts(): string[] {
    return this.files('.wxml').flatMap((file) =>
      [...this.text(file).matchAll(/<(?:wxs|import|include)\b[^>]*?\bsrc="([^"]+)"/g)]
        .map(([, source]) => path.posix.join(path.posix.dirname(file), source!))
        .filter((source) => !this.has(source))
        .map((source) => `${file}: ${source} is not there`),
    )
  }

  private sheet(file: string): string {
    return this.text(file).replace(/@import\s+"([^"]+)";?/g, (_, other: string) =>
      this.sheet(path.posix.join(path.posix.dirname(file), other)),
    )
  }

  private json<T>(file: string): T {
    return JSON.parse(this.text(file)) as T
  }
}

/** Reads Taro's templates: each holds one element, which says by `bindtap="eh"` what it listens to, or names others. */
function boundEvents(wxml: string): Map<string, Map<string, Binding>> {
  const templates = new Map<string, Map<string, Binding>>()
  for (const part of wxml.split('<template name="').slice(1)) {
    const name = part.slice(0, part.indexOf('"'))
    const [element] = /<(?!template|block)[a-z][\w-]*\s[^>]*>/.exec(part.slice(part.indexOf('>') + 1)) ?? []
    if (!element) continue
    const events = [...element.matchAll(/\b(bind|catch)(\w+)="eh"/g)]
    templates.set(name, new Map(events.map(([, how, event]) => [event!, how as Binding])))
  }
  return templates
}

function runScript(code: string): TemplateScript {
  const made = { exports: {} }
  vm.runInNewContext(code, { module: made })
  return made.exports as TemplateScript
}
