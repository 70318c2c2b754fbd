import type { Visitor } from '../browser/visitor'

/** Waits for what the whole screen of an officer's phone says of a code. It goes by itself, so title and text are seen at once. */
export async function says(visitor: Visitor, title: string, text: string): Promise<void> {
  await visitor.at('verdict').filter({ hasText: title }).filter({ hasText: text }).waitFor()
}

/** Waits until the phone is ready for the next one. */
export async function nextOne(visitor: Visitor): Promise<void> {
  await visitor.at('verdict').waitFor({ state: 'detached' })
}
