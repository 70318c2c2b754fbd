import { useEffect, useState } from 'react'
import type { FileRef } from '@core/contract/common'
import type { FileAbout } from '@core/contract/files'
import { fetchDocument } from '@/sync/documents'
import { ON_ITS_WAY, type ShownPicture } from '@/sync/use-pictures'
import { useQuery } from '@/sync/use-query'

/** A picture of a case, as Image takes it. */
export interface CasePicture extends ShownPicture {
  file: FileRef
}

export interface KnownFiles {
  pictures: readonly CasePicture[]
  documents: readonly FileAbout[]
}

/** Files of a case: what they are, and the pictures themselves. Nothing of a picture is written to the phone. */
export function useCaseFiles(files: readonly FileRef[]): KnownFiles {
  const { data } = useQuery(files.length === 0 ? null : 'files.about', { files: [...files] })
  const known = data?.items ?? []
  const pictures = known.filter(isPicture).map(({ file }) => file)
  const shown = useClosedPictures(pictures)
  return {
    pictures: pictures.map((file) => ({ file, ...(shown.get(file) ?? ON_ITS_WAY) })),
    documents: known.filter((about) => !isPicture(about)),
  }
}

function isPicture({ mime }: FileAbout): boolean {
  return mime.startsWith('image/')
}

/** Pictures that only some may see have no address: each is fetched once in the name of who looks, and lives as long as the page. */
function useClosedPictures(files: readonly FileRef[]): ReadonlyMap<FileRef, ShownPicture> {
  const [shown, setShown] = useState<ReadonlyMap<FileRef, ShownPicture>>(new Map())
  const missing = files.filter((file) => !shown.has(file)).join(' ')
  useEffect(() => {
    const wanted = missing.split(' ').filter(Boolean)
    if (wanted.length === 0) return
    const put = (file: FileRef, picture: ShownPicture) => setShown((before) => new Map([...before, [file, picture]]))
    for (const file of wanted) {
      put(file, ON_ITS_WAY)
      fetchDocument(file).then(
        ({ mime, base64 }) => put(file, { src: `data:${mime};base64,${base64}`, failed: false }),
        () => put(file, { src: null, failed: true }),
      )
    }
  }, [missing])
  return shown
}
