import { render, waitFor } from '@testing-library/react'
import { Viewfinder } from './index.h5'

const track = { stop: jest.fn() }
const stream = { getTracks: () => [track] } as unknown as MediaStream
let seen: string | null = null

function giveCamera(getUserMedia: () => Promise<MediaStream>) {
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
}

beforeEach(() => {
  track.stop.mockClear()
  seen = null
  HTMLMediaElement.prototype.play = async () => undefined
  Object.defineProperty(HTMLMediaElement.prototype, 'readyState', { configurable: true, get: () => 4 })
  Object.assign(globalThis, {
    BarcodeDetector: class {
      static getSupportedFormats(): Promise<string[]> {
        return Promise.resolve(['qr_code'])
      }
      detect = async () => (seen === null ? [] : [{ rawValue: seen }])
    },
  })
})

it('says every code it sees, one after the other, and lets the camera go with the page', async () => {
  giveCamera(async () => stream)
  const texts: string[] = []
  const { unmount } = render(<Viewfinder onText={(text) => texts.push(text)} onTrouble={() => undefined} />)
  seen = 'one'
  await waitFor(() => expect(texts).toContain('one'))
  seen = 'two'
  await waitFor(() => expect(texts.at(-1)).toBe('two'))
  unmount()
  expect(track.stop).toHaveBeenCalledTimes(1)
})

it('says in words why there is no camera', async () => {
  giveCamera(() => Promise.reject(Object.assign(new Error(), { name: 'NotAllowedError' })))
  const onTrouble = jest.fn()
  render(<Viewfinder onText={() => undefined} onTrouble={onTrouble} />)
  await waitFor(() => expect(onTrouble).toHaveBeenCalledWith(expect.stringContaining('没有相机权限')))
})

it('lets a camera go that was given after the page was left', async () => {
  let give: (opened: MediaStream) => void = () => undefined
  giveCamera(() => new Promise((resolve) => (give = resolve)))
  const { unmount } = render(<Viewfinder onText={() => undefined} onTrouble={() => undefined} />)
  unmount()
  give(stream)
  await waitFor(() => expect(track.stop).toHaveBeenCalledTimes(1))
})
