import type { Instant } from '@core/contract/common'

const LONGEST = 260
const BEIJING_MS = 8 * 3_600_000

/**
 * What happened, a line for each step: simulated time (UTC+8), who, what. Ids are told by the short names of those they stand for.
 * Lines are only kept where somebody will read them.
 */
export class Story {
  readonly lines: string[] = []
  steps = 0
  private readonly names: [string, string][] = []

  constructor(
    private readonly now: () => Instant,
    private readonly kept: boolean,
  ) {}

  /** From now on an id is told by a name. */
  name(id: string, name: string): void {
    this.names.push([id, name])
  }

  step(who: string, what: () => string): void {
    this.steps += 1
    if (this.kept) this.tell(who, what())
  }

  /** A line that is no step of its own but what came of one. */
  aside(who: string, what: () => string): void {
    if (this.kept) this.tell(who, `  ${what()}`)
  }

  /** A text with short names in place of ids. */
  told(text: string): string {
    return this.names.reduce((told, [id, name]) => told.replaceAll(id, name), text)
  }

  private tell(who: string, what: string): void {
    const text = this.told(what.replace(/\s+/g, ' '))
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    const indent = what.startsWith('  ') ? '  ' : ''
    const time = new Date(this.now() + BEIJING_MS).toISOString().slice(11, 23)
    this.lines.push(`${String(this.steps).padStart(4)}  ${time}  ${who.padEnd(10)} ${indent}${shown.trim()}`)
  }
}
