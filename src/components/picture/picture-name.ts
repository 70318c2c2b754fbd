import { semantics } from '../pressable/semantics'

/** The name of a picture for those who do not see it: on the web it belongs to the picture inside Taro's element. Spread it. */
export function pictureName(label: string): Record<string, unknown> {
  return process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: label } } : semantics({ role: 'img', label })
}
