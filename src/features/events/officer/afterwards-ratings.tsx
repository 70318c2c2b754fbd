import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Afterwards } from '@core/contract/events'
import { RATING_TAG_NAMES } from '@core/contract/names'
import { dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Stars } from '@/components/stars/stars'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { ratingText } from './afterwards-words'
import './afterwards.css'

const SHOWN = 10

/** 评价: what everybody sees from three votes on, and the private words that only the event's officers read. */
export function Ratings({ rating, words }: Pick<Afterwards, 'rating' | 'words'>) {
  const [shown, setShown] = useState(SHOWN)
  return (
    <Card id='ratings'>
      <View className='afterwards__head'>
        <View className='afterwards__name'>评价</View>
        {rating && <Stars value={Math.round(rating.average / 10)} label='平均' />}
      </View>
      <View className='afterwards__note'>{rating ? ratingText(rating) : '满 3 人评价后显示平均分'}</View>
      {rating && rating.tags.length > 0 && (
        <View className='afterwards__tags'>
          {rating.tags.map(({ tag, count }) => (
            <Tag key={tag} tone='grey' className='afterwards__tag'>
              {RATING_TAG_NAMES[tag]} {count}
            </Tag>
          ))}
        </View>
      )}
      {words.length > 0 && <View className='afterwards__lead'>悄悄话，只有负责人看得到，不写是谁说的</View>}
      {words.slice(0, shown).map((one, index) => (
        <View key={index} className='afterwards__line'>
          <View className='afterwards__words'>{one.word}</View>
          <View className='afterwards__when'>
            {one.stars} 星 · {dayName(one.at, now())}
          </View>
        </View>
      ))}
      {words.length > shown && (
        <Button id='words-more' kind='quiet' size='s' className='afterwards__more' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, words.length - shown)} 条
        </Button>
      )}
    </Card>
  )
}
