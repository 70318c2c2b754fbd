import path from 'node:path'
import vm from 'node:vm'
import type { WeappPackage } from './weapp-package'

/** Timers that ring within a moment: until then the app is at work. Ms. */
const SOON_MS = 200

/**
 * The world in which the scripts of one run live: a JavaScript context of their own with what it is given and nothing else.
 * No window, document, fetch, TextEncoder, crypto or process; code made of text is refused, as WeChat refuses it.
 */
export class Realm {
  private readonly context: vm.Context
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly soon = new Set<NodeJS.Timeout>()
  private readonly ends: (() => void)[] = []
  private readonly parse: (json: string) => unknown
  private readonly bufferOf: (bytes: Uint8Array) => ArrayBuffer
  private underWay = 0
  private ended = false

  constructor(
    private readonly shipped: WeappPackage,
    private readonly trouble: (what: string) => void,
  ) {
    this.context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } })
    this.parse = this.evaluate('JSON.parse')
    this.bufferOf = this.evaluate('(bytes) => Uint8Array.from(bytes).buffer')
  }

  /**
   * Puts WeChat's own globals into the world, then takes away what this engine has and WeChat not, and what phones have not.
   * `phone`: its clock, and how old its engine is.
   */
  furnish(globals: Record<string, unknown>, phone: { now: number; engine: 'oldest' | 'current' }): void {
    const world = this.evaluate<Record<string, unknown>>('globalThis')
    Object.assign(world, {
      ...globals,
      global: world,
      console: this.console(),
      setTimeout: (call: () => void, ms = 0) => this.later(call, ms),
      setInterval: (call: () => void, ms = 0) => this.timer(setInterval, call, ms),
      clearTimeout: (timer: NodeJS.Timeout) => this.clear(timer),
      clearInterval: (timer: NodeJS.Timeout) => this.clear(timer),
      phoneNow: () => phone.now,
      refused: (what: string) => this.trouble(`${what} was used, which WeChat refuses`),
    })
    this.evaluate(NARROW)
    if (phone.engine === 'oldest') this.evaluate(AGE)
  }

  /** A value as one of this world: plain data, copied. */
  inside<T>(value: T): T {
    return (value === undefined ? value : this.parse(JSON.stringify(value))) as T
  }

  /** Bytes as an ArrayBuffer of this world. */
  insideBytes(bytes: Uint8Array): ArrayBuffer {
    return this.bufferOf(bytes)
  }

  /** Calls a function of the app. What it throws is a trouble, as it would be an error in WeChat's console. */
  invoke(what: string, call: () => unknown): void {
    if (this.ended) return
    try {
      call()
    } catch (error) {
      this.trouble(`${what}: ${String((error as Error)?.stack ?? error)}`)
    }
  }

  /** Calls a function of the app after a while, unless the run has ended by then. */
  later(call: () => void, ms = 0): NodeJS.Timeout | undefined {
    return this.timer(setTimeout, call, ms)
  }

  /** Something is under way until the promise settles. */
  during(work: Promise<unknown>): void {
    this.underWay += 1
    void work.finally(() => (this.underWay -= 1))
  }

  /** Whether something is under way, or a timer is about to ring. */
  get busy(): boolean {
    return this.underWay > 0 || this.soon.size > 0
  }

  get alive(): boolean {
    return !this.ended
  }

  /** What has to be done when the run ends. */
  atEnd(stop: () => void): void {
    this.ends.push(stop)
  }

  /** From now on no timer and no answer reaches the app. */
  end(): void {
    this.ended = true
    for (const timer of [...this.timers]) this.clear(timer)
    for (const stop of this.ends.splice(0)) stop()
  }

  /** WeChat's `require`: files of the package by relative path, each run once, sub-packages closed to each other. */
  require(file: string): unknown {
    const known = this.modules.get(file)
    if (known) return known.exports
    const made = { exports: {} as unknown }
    this.modules.set(file, made)
    const script = new vm.Script(`(function (require, module, exports) {${this.shipped.text(file)}\n})`, {
      filename: path.join(this.shipped.folder, file),
    })
    const load = (wanted: string) => {
      const found = `${path.posix.join(path.posix.dirname(file), wanted).replace(/\.js$/, '')}.js`
      const root = this.shipped.rootOf(found)
      if (root !== null && root !== this.shipped.rootOf(file)) throw new Error(`${file} reaches into another sub-package: ${found}`)
      return this.require(found)
    }
    const body = script.runInContext(this.context) as (...parts: unknown[]) => void
    body.call(made.exports, load, made, made.exports)
    return made.exports
  }

  private evaluate<T>(code: string): T {
    return vm.runInContext(code, this.context) as T
  }

  private console(): Record<string, (...words: unknown[]) => void> {
    const quiet = () => undefined
    const say = (level: string, words: unknown[]) => this.trouble(`console.${level}: ${words.map(String).join(' ')}`)
    return { log: quiet, info: quiet, debug: quiet, warn: (...words) => say('warn', words), error: (...words) => say('error', words) }
  }

  private timer(start: typeof setTimeout | typeof setInterval, call: () => void, ms: number): NodeJS.Timeout | undefined {
    if (this.ended) return undefined
    const once = start === setTimeout
    const timer: NodeJS.Timeout = start(() => {
      this.invoke('a timer', call)
      if (once) this.clear(timer)
    }, ms)
    this.timers.add(timer)
    if (once && ms <= SOON_MS) this.soon.add(timer)
    return timer
  }

  private clear(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.timers.delete(timer)
    this.soon.delete(timer)
  }
}

/** What came into JavaScript after iOS 12.2, the oldest engine the package is built for (package.json, browserslist). */
const NEWER = {
  globalThis: ['BigInt', 'BigInt64Array', 'BigUint64Array', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'Iterator'],
  Object: ['hasOwn', 'groupBy'],
  Promise: ['allSettled', 'any', 'withResolvers'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'],
  'String.prototype': ['at', 'matchAll', 'replaceAll', 'isWellFormed'],
  Map: ['groupBy'],
}

const AGE = Object.entries(NEWER)
  .map(([owner, names]) => `for (const name of ${JSON.stringify(names)}) delete ${owner}[name]`)
  .join('\n')

const NARROW = `{
  const { phoneNow, refused } = globalThis
  for (const name of ['phoneNow', 'refused', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl']) delete globalThis[name]
  globalThis.Date = new Proxy(Date, {
    construct: (Real, given, as) => Reflect.construct(Real, given.length === 0 ? [phoneNow()] : given, as),
    apply: (Real) => new Real(phoneNow()).toString(),
    get: (Real, name) => (name === 'now' ? phoneNow : Reflect.get(Real, name)),
  })
  for (const name of ['Function', 'eval']) {
    const refuse = () => {
      refused(name)
      throw new EvalError(name)
    }
    globalThis[name] = new Proxy(globalThis[name], { apply: refuse, construct: refuse })
  }
}`
