/** So many bytes tell what kind of file it is. */
export const HEAD_BYTES = 12

/** Whether a file begins as a JPEG, PNG or WebP does. Its name and what the sender calls it count for nothing. */
export function beginsAsPicture(head: Uint8Array): boolean {
  return isJpeg(head) || isPng(head) || isWebp(head)
}

function isJpeg(head: Uint8Array): boolean {
  return begins(head, [0xff, 0xd8, 0xff])
}

function isPng(head: Uint8Array): boolean {
  return begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
}

/** `RIFF`, four bytes of length, `WEBP`. */
function isWebp(head: Uint8Array): boolean {
  return begins(head, [0x52, 0x49, 0x46, 0x46]) && begins(head.subarray(8), [0x57, 0x45, 0x42, 0x50])
}

function begins(bytes: Uint8Array, pattern: readonly number[]): boolean {
  return bytes.length >= pattern.length && pattern.every((byte, at) => bytes[at] === byte)
}
