import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import { Card } from '@/components/card/card'
import { classes } from '@/components/classes'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import './publish-parts.css'

export interface MoreCardProps {
  id: string
  /** What is set in there, in a few words. */
  note: string
  /** Something is wrong in there: it opens, and stays open while that is mended. */
  open: boolean
  children: ReactNode
}

/** 更多: what few need, folded away. */
export function MoreCard({ id, note, open: needed, children }: MoreCardProps) {
  const [chosen, setChosen] = useState(false)
  // Whoever mends what is wrong in here must not have it closed under their fingers.
  if (needed && !chosen) setChosen(true)
  const open = chosen || needed
  return (
    <Card className='publish__card publish__card--lines'>
      <Pressable id={id} className='publish__more' onPress={() => setChosen(!open)}>
        <View className='publish__more-word'>更多</View>
        <View className='publish__more-note'>{note}</View>
        <Icon name='chevron' size={16} tone='ink-3' className={classes('publish__arrow', open && 'publish__arrow--open')} />
      </Pressable>
      {open && <View className='publish__extras'>{children}</View>}
    </Card>
  )
}
