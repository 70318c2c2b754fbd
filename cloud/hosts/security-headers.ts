/** What every answer tells the browser it may do with it. */

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // A link of a screen or a code is nobody else's business.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** For answers that are not pages. */
export const DATA_HEADERS: Record<string, string> = {
  ...EVERYWHERE,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** For pictures that people handed in: kept for ever, because another picture has another address, and shut in a sandbox. */
export const PICTURE_HEADERS: Record<string, string> = {
  ...EVERYWHERE,
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cache-control': 'public, max-age=31536000, immutable',
}

/**
 * For the web app: only its own scripts and the named inline ones; WebAssembly for reading QR codes; pictures and video that
 * the page itself makes (camera, chosen photos). Styles may stand in elements: Taro's components are drawn so.
 */
export function pageHeaders(inlineScripts: readonly string[], publicUrl: string): Record<string, string> {
  const policy = [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...inlineScripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob: mediastream:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    ...EVERYWHERE,
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
    ...(publicUrl.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
