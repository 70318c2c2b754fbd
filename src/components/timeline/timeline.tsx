import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import './timeline.css'

export interface TimelineStep {
  label: string
  done: boolean
  current?: boolean
}

export interface TimelineProps {
  id?: string
  className?: string
  steps: readonly TimelineStep[]
  /** Where it is and what happens next, in a sentence. */
  note?: string
}

function stateOf(step: TimelineStep): string {
  if (step.current) return '进行中'
  return step.done ? '已完成' : '还没到'
}

export function Timeline({ id, className, steps, note }: TimelineProps) {
  const spoken = steps.map((step) => `${step.label}${stateOf(step)}`).join('，')
  return (
    <View {...given({ id })} className={className}>
      <View className='timeline__steps' {...semantics({ role: 'img', label: spoken })}>
        {steps.map((step) => (
          <View key={step.label} className='timeline__step'>
            <View className={classes('timeline__bar', (step.done || step.current) && 'timeline__bar--done')} />
            <View className={classes('timeline__label', step.current && 'timeline__label--current')}>{step.label}</View>
          </View>
        ))}
      </View>
      {note && <View className='timeline__note'>{note}</View>}
    </View>
  )
}
