import Taro from '@tarojs/taro'

/** WeChat tells its network only asynchronously: the last that it said. */
let online = true
const listeners = new Set<(online: boolean) => void>()

function learn(isConnected: boolean): void {
  if (isConnected === online) return
  online = isConnected
  for (const listener of listeners) listener(online)
}

Taro.getNetworkType({ success: ({ networkType }) => learn(networkType !== 'none') })
Taro.onNetworkStatusChange(({ isConnected }) => learn(isConnected))

export function isOnline(): boolean {
  return online
}

export function onNetworkChange(listener: (online: boolean) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
