import { useEffect } from 'react'
import { create } from 'zustand'
import type { FileRef } from '@core/contract/common'
import type { FileContent } from '@core/contract/files'
import { pictureAddress } from '@/platform/gallery'
import { query } from './calls'

/** A kept picture as a page has it: `src` for Image; null while it is on its way, or for good where it `failed`. */
export interface ShownPicture {
  src: string | null
  failed: boolean
}

/** A picture that was asked for and has not come. */
export const ON_ITS_WAY: ShownPicture = { src: null, failed: false }

/** A picture that came by a call, as Image takes it: nothing of it is written to the phone. */
export function shownPicture({ mime, base64 }: FileContent): ShownPicture {
  return { src: `data:${mime};base64,${base64}`, failed: false }
}

/** Pictures are large: so many lie in memory, the oldest make room. None is written to the phone. */
const MOST = 30

/** What came by calls, in the order it came. Only where the server has no addresses. */
const useFetched = create<{ pictures: ReadonlyMap<FileRef, ShownPicture> }>(() => ({ pictures: new Map() }))

/** Kept pictures that anybody may see, in their order: by their addresses, or by calls where there are none (the cloud). */
export function usePictures(files: readonly FileRef[]): readonly ShownPicture[] {
  const fetched = useFetched((state) => state.pictures)
  const asked = files.filter((file) => pictureAddress(file) === null)
  const all = asked.join(' ')
  const missing = asked.filter((file) => !fetched.has(file)).join(' ')
  // A page that is opened anew tries what failed before.
  useEffect(() => forgetFailed(all.split(' ')), [all])
  useEffect(() => {
    for (const file of missing.split(' ').filter(Boolean)) void fetchPicture(file)
  }, [missing])
  return files.map((file) => {
    const src = pictureAddress(file)
    return src === null ? (fetched.get(file) ?? ON_ITS_WAY) : { src, failed: false }
  })
}

/** Forgets every picture that came by a call. */
export function forgetPicturesShown(): void {
  useFetched.setState({ pictures: new Map() })
}

function forgetFailed(files: readonly FileRef[]): void {
  const { pictures } = useFetched.getState()
  const left = [...pictures].filter(([file, { failed }]) => !failed || !files.includes(file))
  if (left.length < pictures.size) useFetched.setState({ pictures: new Map(left) })
}

/** One picture is under way once. */
async function fetchPicture(file: FileRef): Promise<void> {
  if (useFetched.getState().pictures.has(file)) return
  put(file, ON_ITS_WAY)
  try {
    put(file, shownPicture(await query('files.get', { file })))
  } catch {
    put(file, { src: null, failed: true })
  }
}

function put(file: FileRef, picture: ShownPicture): void {
  useFetched.setState(({ pictures }) => {
    const others = [...pictures].filter(([other]) => other !== file)
    return { pictures: new Map([...others.slice(-(MOST - 1)), [file, picture]]) }
  })
}
