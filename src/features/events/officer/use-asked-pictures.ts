import { useEffect, useRef, useState } from 'react'
import type { FileContent } from '@core/contract/files'
import type { ShownPicture } from '@/sync/use-pictures'

const ON_ITS_WAY: ShownPicture = { src: null, failed: false }

/**
 * Pictures that not everybody may see, in the order of their names: they have no address and are asked for by calls. They
 * live as long as the page does. `ask` throws where one does not come.
 */
export function useAskedPictures(names: readonly string[], ask: (name: string) => Promise<FileContent>): readonly ShownPicture[] {
  const [pictures, setPictures] = useState<ReadonlyMap<string, ShownPicture>>(new Map())
  const asked = useRef(new Set<string>())
  const list = names.join(' ')
  useEffect(() => {
    for (const name of list.split(' ').filter(Boolean)) {
      if (asked.current.has(name)) continue
      asked.current.add(name)
      const put = (picture: ShownPicture) => setPictures((known) => new Map([...known, [name, picture]]))
      ask(name).then(
        ({ mime, base64 }) => put({ src: `data:${mime};base64,${base64}`, failed: false }),
        () => put({ src: null, failed: true }),
      )
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a name means the same picture whoever asks
  }, [list])
  return names.map((name) => pictures.get(name) ?? ON_ITS_WAY)
}
