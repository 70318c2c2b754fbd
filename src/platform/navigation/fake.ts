import type { Question } from './types'

/** The navigation of tests: what was asked for, and the answers to give. */
export const navigationFake = {
  moves: [] as { how: 'open' | 'replace' | 'switchTab' | 'back' | 'reLaunch'; url: string }[],
  toasts: [] as string[],
  questions: [] as Question[],
  answer: true,
  choices: [] as string[][],
  choice: null as number | null,
  title: '',
  /** The tabs that wear a dot. */
  dots: new Set<string>(),
  copied: '',
  vibrations: 0,
  reset(): void {
    Object.assign(navigationFake, {
      moves: [],
      toasts: [],
      questions: [],
      answer: true,
      choices: [],
      choice: null,
      title: '',
      dots: new Set(),
      copied: '',
      vibrations: 0,
    })
  },
}
