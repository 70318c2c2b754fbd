import { View } from '@tarojs/components'
import type { AppError } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { Button } from '../button/button'
import { classes } from '../classes'
import { Icon } from '../icon/icon'
import { semantics } from '../pressable/semantics'
import './error-state.css'

export interface ErrorStateProps {
  id?: string
  className?: string
  /** Null stands for a failure that has no code: it is answered as a server's error. */
  error: AppError | null
  onRetry: () => void
}

/** What happened, what to do, and the way to try again. */
export function ErrorState({ id = 'error', className, error, onRetry }: ErrorStateProps) {
  const code = error?.code ?? 'server_error'
  const offline = code === 'offline' || code === 'timeout'
  return (
    <View id={id} className={classes('error-state', className)} {...semantics({ role: 'alert' })}>
      <View className='error-state__disc'>
        <Icon name={offline ? 'wifi-off' : 'alert'} size={30} />
      </View>
      <View className='error-state__text'>{errorSentence(code, error?.params)}</View>
      <Button id={`${id}-retry`} kind='plain' size='s' icon='refresh' className='error-state__retry' onPress={onRetry}>
        再试一次
      </Button>
    </View>
  )
}
