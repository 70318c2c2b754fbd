import type { Random } from './random'

const KEPT = 200

/** A list of the latest; the oldest goes when it is full. */
export class Recent<T> {
  private readonly items: T[] = []

  get size(): number {
    return this.items.length
  }

  add(item: T): void {
    this.items.push(item)
    if (this.items.length > KEPT) this.items.shift()
  }

  pick(random: Random): T | undefined {
    return this.items[random.below(this.items.length)]
  }

  /** Takes the oldest out. */
  take(): T | undefined {
    return this.items.shift()
  }
}
