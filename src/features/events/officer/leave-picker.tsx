import { View } from '@tarojs/components'
import { Choice } from '@/components/choice/choice'
import { classes } from '@/components/classes'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { semantics } from '@/components/pressable/semantics'
import './leave-picker.css'

export interface LeavePickerProps {
  id: string
  name: string
  /** `17:00` */
  clock: string
  /** Whether this time has been taken; before, it is only suggested. */
  chosen: boolean
  onChoose(clock: string): void
}

/** One person's time of leaving: take what is suggested by a press, or choose another in the phone's own picker. */
export function LeavePicker({ id, name, clock, chosen, onChoose }: LeavePickerProps) {
  return (
    <View className='leave-picker'>
      <Choice id={id} mode='time' label={`${name} ${clock} 离开，改时间`} selected={clock} onChange={(value) => onChoose(String(value))}>
        <View
          className={classes('leave-picker__clock', chosen && 'leave-picker__clock--on')}
          {...semantics({ role: 'button', label: `${name} ${clock} 离开，改时间` })}
        >
          {clock}
          <Icon name='edit' size={14} className='leave-picker__edit' />
        </View>
      </Choice>
      {!chosen && (
        <Pressable id={`${id}-take`} className='leave-picker__take' label={`填上${name} ${clock} 离开`} onPress={() => onChoose(clock)}>
          填上
        </Pressable>
      )}
    </View>
  )
}
