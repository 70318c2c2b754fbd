import { View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { Icon } from '@/components/icon/icon'
import { PicturePicker } from '@/components/picture-picker/picture-picker'
import { Pressable } from '@/components/pressable/pressable'
import type { HeldDocument } from '@/sync/use-documents'
import { fileSize } from './words'
import type { Attachments } from './use-attachments'
import './attachment-picker.css'

export interface AttachmentPickerProps {
  id: string
  attachments: Attachments
}

/** Pictures and documents to send along. Ids: those of the pictures (`<id>-add`, `<id>-remove-<n>`), `<id>-document`, `<id>-document-<n>`. */
export function AttachmentPicker({ id, attachments }: AttachmentPickerProps) {
  const { pictures, documents, room } = attachments
  return (
    <View className='attachment-picker'>
      <PicturePicker
        id={id}
        label='照片'
        most={pictures.length + room}
        pictures={pictures.map(({ key, preview, state }) => ({ key, src: preview, state }))}
        onAdd={() => void attachments.addPictures()}
        onRemove={attachments.remove}
        onRetry={(key) => void attachments.retry(key)}
      />
      {documents.map((document, index) => (
        <DocumentLine
          key={document.key}
          id={`${id}-document-${index}`}
          document={document}
          onRemove={() => attachments.remove(document.key)}
          onRetry={() => void attachments.retry(document.key)}
        />
      ))}
      {room > 0 && (
        <Button id={`${id}-document`} kind='quiet' size='s' icon='plus' onPress={() => void attachments.addDocuments()}>
          加文件（PDF、Word、Excel，10 MB 以内）
        </Button>
      )}
    </View>
  )
}

interface DocumentLineProps {
  id: string
  document: HeldDocument
  onRemove: () => void
  onRetry: () => void
}

function DocumentLine({ id, document: { name, size, done, state }, onRemove, onRetry }: DocumentLineProps) {
  const words = (
    <>
      <View className='attachment-picker__name'>{name}</View>
      <View className='attachment-picker__note'>
        {state === 'failed' ? '没传上，点一下重试' : state === 'sending' ? `正在上传 ${Math.floor(done * 100)}%` : fileSize(size)}
      </View>
    </>
  )
  return (
    <View className='attachment-picker__document'>
      <Icon name='text' size={22} tone='ink-2' />
      {state === 'failed' ? (
        <Pressable id={id} className='attachment-picker__words' onPress={onRetry}>
          {words}
        </Pressable>
      ) : (
        <View id={id} className='attachment-picker__words'>
          {words}
        </View>
      )}
      <Pressable id={`${id}-remove`} className='attachment-picker__remove' label={`去掉${name}`} onPress={onRemove}>
        <Icon name='close' size={18} />
      </Pressable>
    </View>
  )
}
