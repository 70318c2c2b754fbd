import { useEffect, type ReactNode } from 'react'
import { viewfinderFake } from './fake'
import type { ViewfinderProps } from './types'

export function Viewfinder(props: ViewfinderProps): ReactNode {
  useEffect(() => {
    viewfinderFake.open.add(props)
    return () => {
      viewfinderFake.open.delete(props)
    }
  }, [props])
  return null
}
