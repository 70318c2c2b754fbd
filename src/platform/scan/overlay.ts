import { keepFocus } from '../navigation/dialog'
import { element } from '../navigation/element'
import { CAMERA_WORDING, CameraError, closeCamera, openCamera } from './camera'
import { choosePhoto, readPhoto } from './photo'
import { codeReader, type CodeReader } from './reader'
import './overlay.css'

const SEARCHING = '把码放进框里，会自动识别'
const NO_READER = '识别功能没下载下来，连上网再试一次'
const NO_CODE = '照片里没找到码，换一张，或对准大屏扫'
const READING = '正在看这张照片…'

/** Between two looks at the camera: quick enough to feel at once, slow enough for a weak phone. */
const LOOK_MS = 120

/**
 * The camera over the whole page: answers the text of the first code it sees, or null when it is closed (the cross, Esc,
 * the back button). Without a camera it stays and offers a photo.
 */
export function scanInOverlay(): Promise<string | null> {
  const before = document.activeElement
  const video = element('video', { class: 'scan-overlay__video', playsinline: '', muted: '', 'aria-hidden': 'true' })
  const word = element('div', { class: 'scan-overlay__word', role: 'status' }, SEARCHING)
  const frame = element('div', { class: 'scan-overlay__frame', 'aria-hidden': 'true' })
  const close = element('button', { id: 'scan-close', type: 'button', class: 'scan-overlay__close', 'aria-label': '关闭' })
  const photo = element('button', { id: 'scan-photo', type: 'button', class: 'scan-overlay__photo' }, '选照片')
  const overlay = element(
    'div',
    { id: 'scan-overlay', class: 'scan-overlay', role: 'dialog', 'aria-modal': 'true', 'aria-label': '扫一扫' },
    video,
    element('div', { class: 'scan-overlay__head' }, close, element('div', { class: 'scan-overlay__title' }, '扫一扫')),
    element('div', { class: 'scan-overlay__middle' }, frame, word),
    element('div', { class: 'scan-overlay__foot' }, photo),
  )
  video.muted = true

  return new Promise((resolve) => {
    let over = false
    let stream: MediaStream | null = null

    function finish(code: string | null): void {
      if (over) return
      over = true
      if (stream) closeCamera(stream)
      window.removeEventListener('popstate', giveUp)
      overlay.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve(code)
    }
    function giveUp(): void {
      finish(null)
    }
    function say(text: string, tone: 'plain' | 'trouble' = 'plain'): void {
      word.textContent = text
      word.className = tone === 'trouble' ? 'scan-overlay__word scan-overlay__word--trouble' : 'scan-overlay__word'
    }

    async function look(reader: CodeReader): Promise<void> {
      while (!over) {
        if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
          const code = await reader.read(video).catch(() => null)
          if (code) return finish(code)
        }
        await new Promise((resume) => setTimeout(resume, LOOK_MS))
      }
    }

    async function start(): Promise<void> {
      try {
        const opened = await openCamera()
        if (over) return closeCamera(opened)
        stream = opened
        video.srcObject = opened
        await video.play().catch(() => undefined)
      } catch (error) {
        overlay.classList.add('scan-overlay--blind')
        say(error instanceof CameraError ? CAMERA_WORDING[error.trouble] : CAMERA_WORDING.none, 'trouble')
        return
      }
      await codeReader().then(look, () => say(NO_READER, 'trouble'))
    }

    async function takePhoto(): Promise<void> {
      const file = await choosePhoto()
      if (!file || over) return
      say(READING)
      const reader = await codeReader().catch(() => null)
      if (!reader) return say(NO_READER, 'trouble')
      const code = await readPhoto(file, reader)
      if (code) finish(code)
      else say(NO_CODE, 'trouble')
    }

    close.addEventListener('click', giveUp)
    photo.addEventListener('click', () => void takePhoto())
    keepFocus(overlay, giveUp)
    window.addEventListener('popstate', giveUp)
    document.body.append(overlay)
    close.focus()
    void start()
  })
}
