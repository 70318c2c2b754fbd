import { useSyncExternalStore } from 'react'
import { isOnline, onNetworkChange } from '@/platform/network'

/** Whether the phone has a network, as far as it knows. */
export function useOnline(): boolean {
  return useSyncExternalStore(onNetworkChange, isOnline)
}
