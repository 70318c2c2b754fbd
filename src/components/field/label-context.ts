import { createContext, useContext } from 'react'

const LabelContext = createContext<string | undefined>(undefined)

/** Gives what stands inside a field the field's name, so that it can be read aloud with it. */
export const LabelProvider = LabelContext.Provider

export function useFieldLabel(): string | undefined {
  return useContext(LabelContext)
}
