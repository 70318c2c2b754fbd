import type { Question } from './types'

/** The navigation of tests: what was asked for, and the answers to give. */
export const navigationFake = {
  moves: [] as { how: 'open' | 'replace' | 'switchTab' | 'back' | 'reLaunch'; url: string }[],
  toasts: [] as string[],
  questions: [] as Question[],
  answer: true,
  choice: null as number | null,
  title: '',
  copied: '',
  vibrations: 0,
  reset(): void {
    Object.assign(navigationFake, {
      moves: [],
      toasts: [],
      questions: [],
      answer: true,
      choice: null,
      title: '',
      copied: '',
      vibrations: 0,
    })
  },
}
