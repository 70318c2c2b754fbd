import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { semantics } from '../pressable/semantics'
import { arcSvg, svgMask } from './mask'
import './ring.css'

export interface RingProps {
  id?: string
  className?: string
  value: number
  max: number
  /** The big number inside. */
  label: string
  /** The small words under it: 「/ 20 小时」. */
  unit: string
  /** Pixels; 112 by default. */
  size?: number
  tone?: 'gold' | 'green'
}

function masked(svg: string): string {
  const mask = svgMask(svg)
  return `-webkit-mask-image:${mask};mask-image:${mask}`
}

const TRACK = masked(arcSvg(1))

/** How far: an arc around the number people came for. Drawn as a mask, so that its colours follow light and dark. */
export function Ring({ id, className, value, max, label, unit, size = 112, tone = 'gold' }: RingProps) {
  const part = max > 0 ? value / max : 0
  return (
    <View
      {...given({ id })}
      className={classes('ring', className)}
      style={{ width: `${size}px`, height: `${size}px` }}
      {...semantics({ role: 'img', label: `${label} ${unit}` })}
    >
      <View className='ring__arc ring__arc--track' style={TRACK} />
      {part > 0 && <View className={classes('ring__arc', `ring__arc--${tone}`)} style={masked(arcSvg(part))} />}
      <View className='ring__words'>
        <View className='ring__label'>{label}</View>
        <View className='ring__unit'>{unit}</View>
      </View>
    </View>
  )
}
