import { navigationFake } from './fake'
import type { Question } from './types'

export function open(url: string): void {
  navigationFake.moves.push({ how: 'open', url })
}

export function replace(url: string): void {
  navigationFake.moves.push({ how: 'replace', url })
}

export function switchTab(url: string): void {
  navigationFake.moves.push({ how: 'switchTab', url })
}

export function back(): void {
  navigationFake.moves.push({ how: 'back', url: '' })
}

export function reLaunch(url: string): void {
  navigationFake.moves.push({ how: 'reLaunch', url })
}

export function toast(text: string): void {
  navigationFake.toasts.push(text)
}

export async function confirm(question: Question): Promise<boolean> {
  navigationFake.questions.push(question)
  return navigationFake.answer
}

export async function choose(items: string[]): Promise<number | null> {
  navigationFake.choices.push(items)
  return navigationFake.choice
}

export function vibrate(): void {
  navigationFake.vibrations += 1
}

export function setTitle(text: string): void {
  navigationFake.title = text
}

export function dotTab(url: string, shown: boolean): void {
  if (shown) navigationFake.dots.add(url)
  else navigationFake.dots.delete(url)
}

export async function copy(text: string): Promise<void> {
  navigationFake.copied = text
}

export function toTop(): void {
  // A test's page is as high as it likes.
}

export function stopRefresh(): void {
  // Nothing is pulled in a test.
}
