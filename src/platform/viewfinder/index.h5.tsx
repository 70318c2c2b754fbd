import { useEffect, useRef, type ReactNode } from 'react'
import { CAMERA_WORDING, CameraError, closeCamera, openCamera } from '../scan/camera'
import { codeReader } from '../scan/reader'
import type { ViewfinderProps } from './types'

/** Between two looks: quick enough to feel at once, slow enough for a weak phone. */
const LOOK_MS = 120
const NO_READER = '识别功能没下载下来，连上网再打开这一页'

export function Viewfinder({ id, className, onText, onTrouble }: ViewfinderProps): ReactNode {
  const video = useRef<HTMLVideoElement>(null)
  const heard = useRef({ onText, onTrouble })
  useEffect(() => {
    heard.current = { onText, onTrouble }
  })
  useEffect(() => {
    const stop = watch(
      video.current!,
      (text) => heard.current.onText(text),
      (sentence) => heard.current.onTrouble(sentence),
    )
    return stop
  }, [])
  return <video ref={video} id={id} className={className} playsInline muted aria-hidden='true' />
}

/** Looks through the camera until it is stopped. */
function watch(video: HTMLVideoElement, onText: (text: string) => void, onTrouble: (sentence: string) => void): () => void {
  let over = false
  let stream: MediaStream | null = null

  async function look(): Promise<void> {
    const opened = await openCamera()
    if (over) return closeCamera(opened)
    stream = opened
    video.srcObject = opened
    await video.play().catch(() => undefined)
    const reader = await codeReader().catch(() => null)
    if (!reader) return over ? undefined : onTrouble(NO_READER)
    while (!over) {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        const text = await reader.read(video).catch(() => null)
        if (text && !over) onText(text)
      }
      await new Promise((resume) => setTimeout(resume, LOOK_MS))
    }
  }

  look().catch((error: unknown) => {
    if (!over) onTrouble(error instanceof CameraError ? CAMERA_WORDING[error.trouble] : CAMERA_WORDING.none)
  })
  return () => {
    over = true
    if (stream) closeCamera(stream)
  }
}
