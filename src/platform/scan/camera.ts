/** The camera at the back of the phone, as a stream. */

export type CameraTrouble = 'refused' | 'none' | 'insecure'

export const CAMERA_WORDING = {
  refused: '没有相机权限。在浏览器设置里打开，或选一张照片',
  none: '没找到能用的相机，选一张照片也行',
  insecure: '这个网址用不了相机，选一张照片就行',
} satisfies Record<CameraTrouble, string>

export class CameraError extends Error {
  readonly trouble: CameraTrouble

  constructor(trouble: CameraTrouble) {
    super(trouble)
    this.trouble = trouble
  }
}

/** Throws CameraError. Browsers give the camera to https and localhost only. */
export async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError(window.isSecureContext ? 'none' : 'insecure')
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new CameraError(name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'none')
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
