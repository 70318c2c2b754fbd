import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { given } from '../classes'
import './cell-group.css'

export interface CellGroupProps {
  id?: string
  className?: string
  title?: string
  children: ReactNode
}

/** Cells that belong together, on one card. */
export function CellGroup({ id, className, title, children }: CellGroupProps) {
  return (
    <View {...given({ id })} className={className}>
      {title && <View className='cell-group__title'>{title}</View>}
      <View className='cell-group__card'>{children}</View>
    </View>
  )
}
