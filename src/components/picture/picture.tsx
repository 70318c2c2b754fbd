import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import { Pressable } from '../pressable/pressable'
import { pictureName } from './picture-name'
import './picture.css'

export interface PictureProps {
  id?: string
  className?: string
  /** As Image takes it; null while it is on its way. */
  src: string | null
  /** It will not come. */
  failed?: boolean
  /** What is to be seen on it, for those who do not see it. */
  label: string
  /** Its box keeps this form whether the picture is there or not: 16:9, or as high as wide. */
  shape?: 'wide' | 'square'
  /** A drawing that stands for a photo: it takes less room, and is turned dark where all is dark. */
  drawn?: boolean
  onPress?: () => void
}

/** A picture in a box of its own form: its shape while it comes, a quiet sign where it does not. */
export function Picture({ id, className, src, failed, label, shape = 'wide', drawn, onPress }: PictureProps) {
  const [shown, setShown] = useState<{ src: string | null; state: 'loaded' | 'broken' }>()
  const state = shown?.src === src ? shown.state : null
  const gone = failed || state === 'broken'
  const names = classes('picture', `picture--${shape}`, drawn && 'picture--drawn', !gone && state === null && 'picture--coming', className)
  const inside = (
    <>
      {gone && <Icon name='photo' size={28} tone='ink-3' className='picture__sign' label={`${label}，没能显示`} />}
      {src !== null && !gone && (
        <Image
          className='picture__image'
          src={src}
          mode='aspectFill'
          lazyLoad
          {...pictureName(label)}
          onLoad={() => setShown({ src, state: 'loaded' })}
          onError={() => setShown({ src, state: 'broken' })}
        />
      )}
    </>
  )
  if (!onPress || gone || src === null) {
    return (
      <View {...given({ id })} className={names}>
        {inside}
      </View>
    )
  }
  return (
    <Pressable id={id} className={names} label={label} onPress={onPress}>
      {inside}
    </Pressable>
  )
}
