import { useState } from 'react'
import { View } from '@tarojs/components'
import type { EventDetail } from '@core/contract/events'
import { RATING_TAG_NAMES, RATING_TAGS } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Chips } from '@/components/chips/chips'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Stars } from '@/components/stars/stars'
import { TextInput } from '@/components/text-input/text-input'
import { useRating } from './use-rating'
import './rating-card.css'

const TAGS = RATING_TAGS.map((key) => ({ key, label: RATING_TAG_NAMES[key] }))

export interface RatingCardProps {
  event: EventDetail
  /** Whether the page has nothing else to do. */
  first: boolean
  onSent: () => void
}

/** How it was, by those who came: stars and words to choose from for all, a word for the organizer alone. */
export function RatingCard({ event, first, onSent }: RatingCardProps) {
  const [changing, setChanging] = useState(false)
  const given = event.mine.rating
  const rating = useRating(event, () => {
    setChanging(false)
    onSent()
  })
  if (rating.waiting) {
    return (
      <Notice id='rating-saved' tone='gold' icon='saved'>
        评价已存在手机，有网会自动送达
      </Notice>
    )
  }
  if (given && !changing) {
    return (
      <Card id='my-rating' className='rating-card__given'>
        <View className='rating-card__words'>
          <View className='rating-card__title'>你的评价</View>
          <Stars value={given.stars} label='我的评价' />
        </View>
        <Button id='change-rating' kind='quiet' size='s' onPress={() => setChanging(true)}>
          改一改
        </Button>
      </Card>
    )
  }
  return (
    <Card id='rate'>
      <View className='rating-card__title'>这场怎么样？</View>
      <Stars id='star' className='rating-card__stars' value={rating.stars} onChange={rating.setStars} label='评分' />
      {rating.stars > 0 && (
        <View className='rating-card__more'>
          <Chips id='rating-tag' items={TAGS} value={rating.tags} onChange={rating.setTags} label='感受' />
          <Field label='悄悄跟负责人说（可以不写）' hint='不公开，也不带你的名字'>
            <TextInput
              id='rating-word'
              value={rating.word}
              onChange={rating.setWord}
              placeholder='下次早点开饭'
              maxLength={500}
              lines={3}
            />
          </Field>
          {rating.problem && (
            <Notice id='rating-problem' tone='red' icon='alert'>
              {errorSentence(rating.problem.code, rating.problem.params)}
            </Notice>
          )}
          <Button id='rating-submit' kind={first ? 'primary' : 'plain'} busy={rating.busy} onPress={() => void rating.submit()}>
            评好了
          </Button>
        </View>
      )}
    </Card>
  )
}
