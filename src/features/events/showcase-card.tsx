import { View } from '@tarojs/components'
import type { Showcase } from '@core/contract/events'
import { Card } from '@/components/card/card'
import { PictureGrid } from '@/components/picture-grid/picture-grid'
import { openGallery } from '@/platform/gallery'
import { usePictures } from '@/sync/use-pictures'
import './showcase-card.css'

/** What an event looked like: a text and up to nine pictures, which open over the whole screen. */
export function ShowcaseCard({ showcase, label }: { showcase: Showcase; label: string }) {
  const pictures = usePictures(showcase.pictures)
  function openAt(index: number): void {
    // What has not come yet is not in the gallery; the one that was pressed is.
    const sources = pictures.flatMap(({ src }) => (src === null ? [] : [src]))
    void openGallery(sources, Math.max(0, sources.indexOf(pictures[index]?.src ?? '')))
  }
  return (
    <Card id='showcase'>
      {showcase.text && <View className='showcase-card__text'>{showcase.text}</View>}
      {pictures.length > 0 && <PictureGrid id='showcase-picture' pictures={pictures} label={label} onPress={openAt} />}
    </Card>
  )
}
