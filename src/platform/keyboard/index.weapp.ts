/** A phone in WeChat has no keyboard to listen to. */
export function onKey(_listener: (key: string) => void): () => void {
  return () => undefined
}
