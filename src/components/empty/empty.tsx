import { View } from '@tarojs/components'
import { Button } from '../button/button'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import type { IconName } from '../icon/names'
import './empty.css'

export interface EmptyProps {
  id?: string
  className?: string
  /** What this list is for and the one way to fill it. */
  text: string
  action?: string
  onAction?: () => void
  icon?: IconName
}

export function Empty({ id, className, text, action, onAction, icon = 'door' }: EmptyProps) {
  return (
    <View {...given({ id })} className={classes('empty', className)}>
      <View className='empty__disc'>
        <Icon name={icon} size={30} />
      </View>
      <View className='empty__text'>{text}</View>
      {action && onAction && (
        <Button id={id && `${id}-action`} kind='plain' size='s' className='empty__action' onPress={onAction}>
          {action}
        </Button>
      )}
    </View>
  )
}
