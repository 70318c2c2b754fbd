import { useEffect, useRef, useState } from 'react'
import type { FileContent } from '@core/contract/files'
import { ON_ITS_WAY, shownPicture, type ShownPicture } from '@/sync/use-pictures'

/**
 * Pictures that not everybody may see, in the order of their names: they have no address and are asked for by calls. They
 * live as long as the page does. `ask` throws where one does not come;
 * whichever `ask` it is, a name is asked for once.
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
        (content) => put(shownPicture(content)),
        () => put({ src: null, failed: true }),
      )
    }
  }, [list, ask])
  return names.map((name) => pictures.get(name) ?? ON_ITS_WAY)
}
