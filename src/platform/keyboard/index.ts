import { keyboardFake } from './fake'

export function onKey(listener: (key: string) => void): () => void {
  keyboardFake.listeners.add(listener)
  return () => {
    keyboardFake.listeners.delete(listener)
  }
}
