import { create } from 'zustand'
import { readStored, writeStored } from '@/platform/storage'

const KEY = 'people.largeText'

/** 大字模式: whether everything is shown about a quarter larger on this phone. */
export const useLargeText = create<{ large: boolean }>(() => ({ large: readStored<boolean>(KEY) ?? false }))

export function setLargeText(large: boolean): void {
  useLargeText.setState({ large })
  try {
    writeStored(KEY, large)
  } catch {
    // It holds until the app is closed.
  }
}
