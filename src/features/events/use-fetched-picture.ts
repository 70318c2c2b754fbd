import { useEffect, useState } from 'react'
import type { FileRef } from '@core/contract/common'
import { query } from '@/sync/calls'

/**
 * A picture that is not public yet and has no address of its own, as Image takes it: fetched in the name of who looks. Null
 * while it is on its way, where there is none, and where the server does not show it to them.
 */
export function useFetchedPicture(file: FileRef | null): string | null {
  const [picture, setPicture] = useState<{ file: FileRef; src: string } | null>(null)
  useEffect(() => {
    if (!file) return
    let left = false
    query('files.get', { file }).then(
      ({ mime, base64 }) => {
        if (!left) setPicture({ file, src: `data:${mime};base64,${base64}` })
      },
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [file])
  return picture && picture.file === file ? picture.src : null
}
