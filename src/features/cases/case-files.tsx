import { View } from '@tarojs/components'
import type { FileRef } from '@core/contract/common'
import { Cell } from '@/components/cell/cell'
import { PictureGrid } from '@/components/picture-grid/picture-grid'
import { openGallery } from '@/platform/gallery'
import { fetchDocument } from '@/sync/documents'
import { useMadeFile } from '@/sync/use-made-file'
import { useCaseFiles } from './use-case-files'
import { fileSize } from './words'
import './case-files.css'

export interface CaseFilesProps {
  /** Also of its pictures (`<id>-pictures-<n>`) and documents (`<id>-<n>`). */
  id: string
  files: readonly FileRef[]
}

/** What came with a case or a message: pictures to look at, documents to open. Nothing where there is nothing. */
export function CaseFiles({ id, files }: CaseFilesProps) {
  const { pictures, documents } = useCaseFiles(files)
  const { busy, openFile } = useMadeFile()
  if (pictures.length === 0 && documents.length === 0) return null
  const sources = pictures.flatMap(({ src }) => (src === null ? [] : [src]))
  return (
    <View id={id} className='case-files'>
      {pictures.length > 0 && (
        <PictureGrid
          id={`${id}-pictures`}
          label='附的照片'
          pictures={pictures}
          onPress={(index) => void openGallery(sources, sources.indexOf(pictures[index]?.src ?? ''))}
        />
      )}
      {documents.map(({ file, name, size }, index) => (
        <Cell
          key={file}
          id={`${id}-${index}`}
          icon='text'
          title={name ?? '文件'}
          note={fileSize(size)}
          value={busy ? '正在打开' : '打开'}
          onPress={() => void openFile(() => fetchDocument(file))}
        />
      ))}
    </View>
  )
}
