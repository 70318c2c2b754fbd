import { networkFake } from './fake'

export function isOnline(): boolean {
  return networkFake.online
}

export function onNetworkChange(listener: (online: boolean) => void): () => void {
  networkFake.listeners.add(listener)
  return () => {
    networkFake.listeners.delete(listener)
  }
}
