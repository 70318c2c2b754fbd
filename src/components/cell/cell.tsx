import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import { Pressable } from '../pressable/pressable'
import './cell.css'

export interface CellProps {
  id?: string
  className?: string
  title: ReactNode
  note?: ReactNode
  /** What stands at the end of the line. */
  value?: ReactNode
  icon?: IconName
  /** Something to look at before the title (a date, a face); takes the place of the icon. */
  lead?: ReactNode
  /** The small arrow; by default where the cell can be pressed. */
  arrow?: boolean
  tag?: ReactNode
  /** Read aloud instead of the content. */
  label?: string
  onPress?: () => void
}

/** One line of a list. */
export function Cell({ id, className, title, note, value, icon, lead, arrow = true, tag, label, onPress }: CellProps) {
  const inside = (
    <>
      {lead ? <View className='cell__lead'>{lead}</View> : icon && <Icon name={icon} size={22} tone='ink-2' className='cell__icon' />}
      <View className='cell__words'>
        <View className='cell__title'>{title}</View>
        {note !== undefined && note !== '' && <View className='cell__note'>{note}</View>}
      </View>
      {value !== undefined && <View className='cell__value'>{value}</View>}
      {tag !== undefined && <View className='cell__tag'>{tag}</View>}
      {onPress && arrow && <Icon name='chevron' size={16} tone='ink-3' className='cell__arrow' />}
    </>
  )
  if (!onPress) {
    return (
      <View {...given({ id })} className={classes('cell', className)}>
        {inside}
      </View>
    )
  }
  return (
    <Pressable id={id} className={classes('cell', className)} label={label} onPress={onPress}>
      {inside}
    </Pressable>
  )
}
