/** Joins class names; what is not said stays out. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** Properties without those that have no value: Taro writes an undefined id into the web page as `id="undefined"`. */
export function given<P extends object>(properties: P): Partial<P> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Partial<P>
}
