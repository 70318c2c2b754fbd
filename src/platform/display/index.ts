import { displayFake } from './fake'

export function isWide(): boolean {
  return displayFake.wide
}

export function useWide(): boolean {
  return displayFake.wide
}

export function keepAwake(): () => void {
  displayFake.awake += 1
  return () => {
    displayFake.awake -= 1
  }
}

export function brighten(): () => void {
  displayFake.bright += 1
  return () => {
    displayFake.bright -= 1
  }
}

export function fullscreen(): void {
  // A test has no display to fill.
}
