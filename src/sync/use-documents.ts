import { useRef, useState } from 'react'
import type { FileRef } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { chooseDocuments } from '@/platform/document'
import type { ChosenDocument } from '@/platform/document/types'
import { toast } from '@/platform/navigation'
import { makeNonce } from '@/platform/random'
import { uploadDocument } from './documents'

/** A document of a form: one that the server has, or one on its way there. */
export interface HeldDocument {
  key: string
  /** Null until the server has it. */
  file: FileRef | null
  name: string
  /** In bytes. */
  size: number
  /** How much of it has arrived, from 0 to 1. */
  done: number
  state: 'kept' | 'sending' | 'failed'
}

export interface Documents {
  documents: readonly HeldDocument[]
  /** What the server has of them, in their order. */
  files: FileRef[]
  /** All of them have arrived. */
  complete: boolean
  /** Lets the person choose more, at most as many as there is room for. Must be called from a press. */
  add(): Promise<void>
  remove(key: string): void
  /** Sends one again that did not arrive. */
  retry(key: string): Promise<void>
}

/** The documents of a form, at most `most`: each goes to the server as soon as it has been chosen, one after the other. */
export function useDocuments(most: number): Documents {
  const [documents, setDocuments] = useState<readonly HeldDocument[]>([])
  const chosen = useRef(new Map<string, ChosenDocument>())

  function put(key: string, part: Partial<HeldDocument>) {
    setDocuments((held) => held.map((document) => (document.key === key ? { ...document, ...part } : document)))
  }

  async function send(key: string): Promise<void> {
    const document = chosen.current.get(key)
    if (!document) return
    put(key, { state: 'sending', done: 0 })
    try {
      const kept = await uploadDocument(
        document,
        (done) => put(key, { done }),
        () => !chosen.current.has(key),
      )
      if (kept) put(key, { file: kept.file, name: kept.name, state: 'kept' })
      chosen.current.delete(key)
    } catch (thrown) {
      put(key, { state: 'failed' })
      sayWhy(thrown)
    }
  }

  async function add(): Promise<void> {
    try {
      const keys: string[] = []
      for (const document of await chooseDocuments(most - documents.length)) {
        const key = makeNonce()
        chosen.current.set(key, document)
        keys.push(key)
        const { name, size } = document
        setDocuments((held) => [...held, { key, file: null, name, size, done: 0, state: 'sending' }])
      }
      for (const key of keys) await send(key)
    } catch (thrown) {
      sayWhy(thrown)
    }
  }

  return {
    documents,
    files: documents.flatMap(({ file }) => (file === null ? [] : [file])),
    complete: documents.every(({ state }) => state === 'kept'),
    add,
    remove(key) {
      chosen.current.delete(key)
      setDocuments((held) => held.filter((document) => document.key !== key))
    },
    retry: send,
  }
}

function sayWhy(thrown: unknown): void {
  const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
  toast(errorSentence(code, params))
}
