export { deviceId, keepToken, readToken } from './kept'

/** A browser has no `wx.login`. */
export async function wechatCode(): Promise<string | null> {
  return null
}
