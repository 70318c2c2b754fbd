import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Picture } from '../picture/picture'
import './picture-grid.css'

export interface PictureGridProps {
  id?: string
  className?: string
  pictures: readonly { src: string | null; failed: boolean }[]
  /** What they show together; each is 「<label>，第 n 张」. */
  label: string
  onPress?: (index: number) => void
}

/** Pictures side by side: one alone is wide, two and four are two in a row, all others three. Each has the id `<id>-<index>`. */
export function PictureGrid({ id, className, pictures, label, onPress }: PictureGridProps) {
  const count = pictures.length
  const columns = count === 1 ? 'one' : count === 2 || count === 4 ? 'two' : 'three'
  return (
    <View {...given({ id })} className={classes('picture-grid', `picture-grid--${columns}`, className)}>
      {pictures.map(({ src, failed }, index) => (
        <Picture
          key={index}
          {...given({ id: id && `${id}-${index}` })}
          src={src}
          failed={failed}
          shape={count === 1 ? 'wide' : 'square'}
          label={`${label}，第 ${index + 1} 张`}
          onPress={onPress && (() => onPress(index))}
        />
      ))}
    </View>
  )
}
