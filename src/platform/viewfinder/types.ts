import type { ReactNode } from 'react'

export interface ViewfinderProps {
  id?: string
  className?: string
  /** Gets the text of every code that is seen, as often as it is seen: several times a second while it is held up. */
  onText: (text: string) => void
  /** Gets the sentence that says why there is no camera; the person can go on with `platform/scan`. */
  onTrouble: (sentence: string) => void
}

export interface ViewfinderPlatform {
  /** The camera in a page, which looks for QR codes as long as it is there. The page gives it its size. */
  Viewfinder(props: ViewfinderProps): ReactNode
}
