import { useEffect, useId, type ReactNode } from 'react'
import { View, type ITouchEvent } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './sheet.css'

export interface SheetProps {
  id?: string
  className?: string
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
}

const KEYBOARD = process.env.TARO_ENV !== 'weapp'

function stay(event: ITouchEvent) {
  event.stopPropagation()
}

/** What comes up from below on a phone and stands in the middle of a desk. Esc, the cross and the ground close it. */
export function Sheet({ id, className, open, title, onClose, children }: SheetProps) {
  const ownId = `sheet-${useId().replace(/:/g, '')}`
  const boxId = id ?? ownId
  useEffect(() => {
    if (!open || !KEYBOARD) return
    const before = document.activeElement
    document.getElementById(boxId)?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [open, boxId])
  if (!open) return null
  const keyboard = KEYBOARD
    ? {
        tabIndex: -1,
        'aria-modal': 'true',
        onKeyDown: (event: { key: string }) => {
          if (event.key === 'Escape') onClose()
        },
      }
    : {}
  return (
    <View className={classes('sheet', className)} onClick={onClose} catchMove>
      <View id={boxId} className='sheet__box' onClick={stay} {...semantics({ role: 'dialog', label: title })} {...keyboard}>
        <View className='sheet__head'>
          <View className='sheet__title'>{title}</View>
          <Pressable id={`${boxId}-close`} className='sheet__close' label='关闭' onPress={onClose}>
            <Icon name='close' size={20} />
          </Pressable>
        </View>
        <View className='sheet__body'>{children}</View>
      </View>
    </View>
  )
}
