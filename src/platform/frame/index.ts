/** A test has no frame. */
export function dressFrame(): void {
  return undefined
}
