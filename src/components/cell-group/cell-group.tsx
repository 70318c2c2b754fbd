import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
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
    <View id={id} className={className}>
      {title && <View className='cell-group__title'>{title}</View>}
      <View className='cell-group__card'>{children}</View>
    </View>
  )
}
