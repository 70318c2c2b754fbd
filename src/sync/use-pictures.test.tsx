import { renderHook, waitFor } from '@testing-library/react'
import { galleryFake } from '@/platform/gallery/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, newPhone, serve } from './_phone'
import { forgetPicturesShown, usePictures } from './use-pictures'

const file = (n: number) => `01a0b1c2-0000-7000-8000-000000000001/01a0b1c2-0000-7000-8000-${String(n).padStart(12, '0')}`
const picture = { mime: 'image/jpeg' as const, base64: 'AAAA' }

beforeEach(() => {
  newPhone()
  forgetPicturesShown()
})

test('a server that has addresses is asked by Image alone', () => {
  const { result } = renderHook(() => usePictures([file(1), file(2)]))
  expect(result.current).toEqual([
    { src: `/files/${file(1)}`, failed: false },
    { src: `/files/${file(2)}`, failed: false },
  ])
  expect(callsOf('files.get')).toEqual([])
})

describe('in the cloud', () => {
  beforeEach(() => void (galleryFake.addressed = false))

  test('a picture comes by a call, once for all who show it', async () => {
    serve({ 'files.get': picture })
    const files = [file(1)]
    const { result } = renderHook(() => [usePictures(files), usePictures(files)])
    expect(result.current[0]).toEqual([{ src: null, failed: false }])
    await waitFor(() => expect(result.current[1]).toEqual([{ src: 'data:image/jpeg;base64,AAAA', failed: false }]))
    expect(callsOf('files.get')).toHaveLength(1)
  })

  test('one that does not come is said to have failed, and tried again by the next page', async () => {
    goDark()
    const first = renderHook(() => usePictures([file(1)]))
    await waitFor(() => expect(first.result.current[0]!.failed).toBe(true))
    first.unmount()
    serve({ 'files.get': picture })
    const next = renderHook(() => usePictures([file(1)]))
    await waitFor(() => expect(next.result.current[0]!.src).toContain('data:'))
  })

  test('one that made room for others comes back to the page that still shows it', async () => {
    serve({ 'files.get': picture })
    const first = renderHook(() => usePictures([file(0)]))
    await waitFor(() => expect(first.result.current[0]!.src).not.toBeNull())
    const many = Array.from({ length: 30 }, (_, index) => file(index + 1))
    const others = many.map((each) => renderHook(() => usePictures([each])))
    await waitFor(() => expect(callsOf('files.get').length).toBeGreaterThan(31))
    for (const other of others) other.unmount()
    await waitFor(() => expect(first.result.current[0]!.src).not.toBeNull())
  })

  test('nothing of it is written to the phone', async () => {
    serve({ 'files.get': picture })
    const { result } = renderHook(() => usePictures([file(1)]))
    await waitFor(() => expect(result.current[0]!.src).not.toBeNull())
    expect([...storageFake.entries.keys()]).toEqual([])
  })
})
