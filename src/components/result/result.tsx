import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import { semantics } from '../pressable/semantics'
import './result.css'

export interface ResultProps {
  id?: string
  className?: string
  tone: 'green' | 'gold' | 'red' | 'blue' | 'grey'
  icon: IconName
  /** Large enough to be read at the door from two metres. */
  title: string
  text: string
  card?: ReactNode
  actions?: ReactNode
}

/** The whole screen says how it went: colour, sign and words. */
export function Result({ id = 'result', className, tone, icon, title, text, card, actions }: ResultProps) {
  return (
    <View id={id} className={classes('result', `result--${tone}`, className)}>
      <View className='result__main' {...semantics({ role: 'status' })}>
        <View className={classes('result__disc', `result__disc--${tone}`)}>
          <Icon name={icon} className='result__icon' />
        </View>
        <View id={`${id}-title`} className='result__title'>
          {title}
        </View>
        <View id={`${id}-text`} className='result__text'>
          {text}
        </View>
        {card && <View className='result__card'>{card}</View>}
      </View>
      {actions && <View className='result__actions'>{actions}</View>}
    </View>
  )
}
