import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import './pair.css'

/** Two answers side by side, the one at the right the likelier. */
export function Pair({ children }: { children: ReactNode }) {
  return <View className='pair'>{children}</View>
}
