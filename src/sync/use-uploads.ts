import { useRef, useState } from 'react'
import type { FileRef } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { toast } from '@/platform/navigation'
import { choosePictures } from '@/platform/picture'
import { makeNonce } from '@/platform/random'
import { uploadPicture } from './upload'

/** A picture of a form: one that the server has, or one on its way there. */
export interface HeldPicture {
  key: string
  /** Null until the server has it. */
  file: FileRef | null
  /** What Image shows of one chosen here; null of one that the server had before. */
  preview: string | null
  state: 'kept' | 'sending' | 'failed'
}

export interface Uploads {
  pictures: readonly HeldPicture[]
  /** What the server has of them, in their order. */
  files: FileRef[]
  /** All of them have arrived. */
  complete: boolean
  /**
   * Lets the person choose more, at most as many as there is room for, or fewer where something else takes of that room. Must be called
   * from a press.
   */
  add(room?: number): Promise<void>
  remove(key: string): void
  /** Sends one again that did not arrive. */
  retry(key: string): Promise<void>
}

/** The pictures of a form, at most `most`: each goes to the server as soon as it has been chosen. */
export function useUploads(first: readonly FileRef[], most: number): Uploads {
  const [pictures, setPictures] = useState<readonly HeldPicture[]>(() =>
    first.map((file) => ({ key: file, file, preview: null, state: 'kept' })),
  )
  const bytes = useRef(new Map<string, string>())

  function put(key: string, part: Partial<HeldPicture>) {
    setPictures((held) => held.map((picture) => (picture.key === key ? { ...picture, ...part } : picture)))
  }

  async function send(key: string): Promise<void> {
    put(key, { state: 'sending' })
    try {
      put(key, { file: await uploadPicture(bytes.current.get(key) ?? ''), state: 'kept' })
      bytes.current.delete(key)
    } catch (thrown) {
      put(key, { state: 'failed' })
      sayWhy(thrown)
    }
  }

  async function add(room = most - pictures.length): Promise<void> {
    try {
      const chosen = await choosePictures({ count: room })
      const held = chosen.map((picture): HeldPicture => {
        const key = makeNonce()
        bytes.current.set(key, picture.bytes)
        return { key, file: null, preview: picture.preview, state: 'sending' }
      })
      setPictures((before) => [...before, ...held])
      // One after the other: nine at once would be nine times as slow on a village's network, and all would time out.
      for (const { key } of held) await send(key)
    } catch (thrown) {
      sayWhy(thrown)
    }
  }

  return {
    pictures,
    files: pictures.flatMap(({ file }) => (file === null ? [] : [file])),
    complete: pictures.every(({ state }) => state === 'kept'),
    add,
    remove(key) {
      bytes.current.delete(key)
      setPictures((held) => held.filter((picture) => picture.key !== key))
    },
    retry: send,
  }
}

function sayWhy(thrown: unknown): void {
  const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
  toast(errorSentence(code, params))
}
