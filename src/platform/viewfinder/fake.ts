import type { ViewfinderProps } from './types'

/** The viewfinders of tests: what is held up to those that are open, and what ails them. */
export const viewfinderFake = {
  open: new Set<ViewfinderProps>(),
  /** Holds a code up, as often as the camera would see it in an instant. */
  show(text: string, times = 3): void {
    for (let seen = 0; seen < times; seen += 1) for (const { onText } of [...viewfinderFake.open]) onText(text)
  },
  ail(sentence: string): void {
    for (const { onTrouble } of [...viewfinderFake.open]) onTrouble(sentence)
  },
  reset(): void {
    viewfinderFake.open.clear()
  },
}
