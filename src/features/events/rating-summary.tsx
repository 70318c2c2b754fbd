import { View } from '@tarojs/components'
import type { RatingSummary } from '@core/contract/events'
import { RATING_TAG_NAMES } from '@core/contract/names'
import { Card } from '@/components/card/card'
import { Stars } from '@/components/stars/stars'
import { Tag } from '@/components/tag/tag'
import './rating-summary.css'

/** How those who came found it. `average` comes in tenths of a star, and only from three votes on. */
export function RatingSummaryCard({ rating: { average, count, tags } }: { rating: RatingSummary }) {
  return (
    <Card id='rating-summary'>
      <View className='rating-summary__line'>
        <View className='rating-summary__average'>{(average / 10).toFixed(1)}</View>
        <View>
          <Stars value={Math.round(average / 10)} label='大家的评价' />
          <View className='rating-summary__count'>{`${count} 个来过的人`}</View>
        </View>
      </View>
      {tags.length > 0 && (
        <View className='rating-summary__tags'>
          {tags.map(({ tag, count: times }) => (
            <Tag key={tag} tone='grey'>
              {`${RATING_TAG_NAMES[tag]} ${times}`}
            </Tag>
          ))}
        </View>
      )}
    </Card>
  )
}
