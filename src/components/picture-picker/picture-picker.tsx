import { View } from '@tarojs/components'
import { classes, given } from '../classes'
import { Icon } from '../icon/icon'
import { Picture } from '../picture/picture'
import { Pressable } from '../pressable/pressable'
import './picture-picker.css'

export interface PickedPicture {
  key: string
  src: string | null
  /** It cannot be shown. */
  failed?: boolean
  /** `failed`: it did not arrive, and a press sends it again. */
  state: 'kept' | 'sending' | 'failed'
}

export interface PicturePickerProps {
  id?: string
  className?: string
  /** What the pictures show together. */
  label: string
  pictures: readonly PickedPicture[]
  /** At most so many; one alone is wide. */
  most: number
  onAdd: () => void
  onRemove: (key: string) => void
  onRetry: (key: string) => void
}

/** Pictures to put together: each can be taken away, and the last tile asks for more. Ids: `<id>-add`, `<id>-remove-<n>`, `<id>-<n>`. */
export function PicturePicker({ id, className, label, pictures, most, onAdd, onRemove, onRetry }: PicturePickerProps) {
  const alone = most === 1
  const shape = alone ? 'wide' : 'square'
  return (
    <View {...given({ id })} className={classes('picture-picker', alone && 'picture-picker--alone', className)}>
      {pictures.map(({ key, src, failed, state }, index) => (
        <View key={key} className='picture-picker__tile'>
          <Picture
            {...given({ id: id && `${id}-${index}` })}
            src={src}
            failed={failed}
            shape={shape}
            label={`${label}，第 ${index + 1} 张`}
            onPress={state === 'failed' ? () => onRetry(key) : undefined}
          />
          {state !== 'kept' && (
            <View className={classes('picture-picker__state', state === 'failed' && 'picture-picker__state--failed')}>
              {state === 'sending' ? '正在上传' : '没传上，点一下重试'}
            </View>
          )}
          <Pressable
            id={id && `${id}-remove-${index}`}
            className='picture-picker__remove'
            label={`去掉第 ${index + 1} 张`}
            onPress={() => onRemove(key)}
          >
            <View className='picture-picker__cross'>
              <Icon name='close' size={16} />
            </View>
          </Pressable>
        </View>
      ))}
      {pictures.length < most && (
        <Pressable
          id={id && `${id}-add`}
          className='picture-picker__add'
          label={`${label}，添加照片${alone ? '' : `，${pictures.length} / ${most}`}`}
          onPress={onAdd}
        >
          <View className={classes('picture-picker__room', `picture-picker__room--${shape}`)}>
            <View className='picture-picker__sign'>
              <Icon name='photo' size={26} tone='ink-2' />
              <View className='picture-picker__word'>{alone ? '添加照片' : `${pictures.length} / ${most}`}</View>
            </View>
          </View>
        </Pressable>
      )}
    </View>
  )
}
