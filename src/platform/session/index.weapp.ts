import Taro from '@tarojs/taro'

export { deviceId, keepToken, readToken } from './kept'

export async function wechatCode(): Promise<string | null> {
  try {
    const { code } = await Taro.login()
    return code || null
  } catch {
    return null
  }
}
