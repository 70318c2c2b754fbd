import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { semantics } from '../pressable/semantics'
import './section.css'

export interface SectionProps {
  id?: string
  className?: string
  title: string
  /** What the way to more is called, or a word about the content where there is no `onMore`. */
  more?: string
  onMore?: () => void
  children: ReactNode
}

/** A heading and what belongs under it. */
export function Section({ id, className, title, more, onMore, children }: SectionProps) {
  return (
    <View {...given({ id })} className={classes('section', className)}>
      <View className='section__head'>
        <View className='section__title' {...semantics({ role: 'heading' })}>
          {title}
        </View>
        {more && onMore && (
          <Pressable id={id && `${id}-more`} className='section__more section__more--press' onPress={onMore}>
            {more}
            <Icon name='chevron' size={14} className='section__arrow' />
          </Pressable>
        )}
        {more && !onMore && <View className='section__more'>{more}</View>}
      </View>
      {children}
    </View>
  )
}
