import { useState } from 'react'
import type { FileRef } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { choosePictures } from '@/platform/picture'
import { uploadPicture } from '@/sync/upload'
import { useFetchedPicture } from '../use-fetched-picture'

/** The picture of an event while it is chosen. */
export interface Cover {
  /** What Image shows of it; null: there is none, or it cannot be shown here. */
  src: string | null
  busy: boolean
  error: string | null
  /** Asks for a picture and has the server keep it; must be called from a press. */
  choose(): Promise<void>
}

/**
 * Chooses the cover of an event: made small on the phone, kept by the server, named in the form.
 */
export function useCover(kept: FileRef | null, onKept: (file: FileRef) => void): Cover {
  const [chosen, setChosen] = useState<{ file: FileRef; src: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  // A draft, a copy or an event that is changed names a picture that was chosen earlier.
  const fetched = useFetchedPicture(chosen?.file === kept ? null : kept)

  async function choose() {
    setError(null)
    try {
      const [picture] = await choosePictures({ count: 1 })
      if (!picture) return
      setBusy(true)
      const file = await uploadPicture(picture.bytes)
      setChosen({ file, src: picture.preview })
      onKept(file)
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setError(errorSentence(code, params))
    } finally {
      setBusy(false)
    }
  }

  return { src: chosen && chosen.file === kept ? chosen.src : fetched, busy, error, choose }
}
