/**
 * What finds a QR code in a picture: the browser's own BarcodeDetector, or ZXing as a WebAssembly file of about a
 * megabyte that is fetched from our own server when somebody first needs it, never from the CDN the library names.
 */
export interface CodeReader {
  /** The text of the first QR code in the picture; null where there is none. */
  read(picture: ImageBitmapSource): Promise<string | null>
}

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: 'qr_code'[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

const QR = { formats: ['qr_code' as const] }

async function nativeDetector(): Promise<Detector | null> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (!Native) return null
  try {
    const formats = await Native.getSupportedFormats()
    return formats.includes('qr_code') ? new Native(QR) : null
  } catch {
    return null
  }
}

async function ownDetector(): Promise<Detector> {
  const { BarcodeDetector, prepareZXingModule } = await import(/* webpackChunkName: "zxing" */ 'barcode-detector/ponyfill')
  await prepareZXingModule({
    overrides: { locateFile: (file: string) => new URL(`static/zxing/${file}`, document.baseURI).href },
    fireImmediately: true,
  })
  return new BarcodeDetector(QR) as Detector
}

let found: Promise<CodeReader> | null = null

async function find(): Promise<CodeReader> {
  const detector = (await nativeDetector()) ?? (await ownDetector())
  return {
    async read(picture) {
      const [code] = await detector.detect(picture)
      return code ? code.rawValue : null
    },
  }
}

/** The reader of this browser. A download that failed may be tried again. */
export function codeReader(): Promise<CodeReader> {
  found ??= find().catch((error: unknown) => {
    found = null
    throw error
  })
  return found
}
