import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import { AUDIENCE_NAMES, MODULE_NAMES } from '@core/contract/names'
import { creditText } from '@core/rules/shared/amounts'
import { spanName } from '@core/rules/shared/calendar'
import { now } from '@/platform/clock'
import { formSpan, placesOf, type PublishForm } from './publish-form'
import { rhythmName, seriesPreview } from './publish-series'
import './publish-parts.css'

/** The whole event in a few lines, as it will be read. */
export function FormSummary({ form, homes }: { form: PublishForm; homes: readonly Home[] }) {
  const { startsAt, endsAt } = formSpan(form)
  const home = homes.find(({ id }) => id === form.homeId)?.name ?? '（选一个青年之家）'
  const gives = [
    form.givesHours && '志愿时长',
    form.givesCredits && `${MODULE_NAMES[form.creditModule]} ${creditText(form.creditHundredths)} 学分`,
  ]
  const series = seriesPreview(form)
  return (
    <View id='publish-summary-card' className='publish__preview'>
      <View className='publish__preview-title'>{form.title.trim() || '（标题）'}</View>
      <View>{spanName(startsAt, endsAt, now())}</View>
      {form.series && series && (
        <View>
          {rhythmName(form.series.every, form.day)}，一共 {series.events} 场
        </View>
      )}
      <View>{form.alsoHomes.length > 0 ? `${home}等 ${1 + form.alsoHomes.length} 个青年之家` : home}</View>
      {form.shifts.length > 0 && <View>分 {form.shifts.length} 个班次</View>}
      <View>{placesWords(form)}</View>
      <View>{audienceWords(form)}</View>
      <View>{gives.filter(Boolean).join('、') || '不记时长和学分'}</View>
    </View>
  )
}

function placesWords(form: PublishForm): string {
  const places = placesOf(form)
  const words = places === null ? '不限名额' : `${Number.isNaN(places) ? '—' : places} 个名额`
  return form.byLots ? `${words}，截止后抽签` : words
}

function audienceWords({ audience, ageFrom, ageTo, walkIns }: PublishForm): string {
  const ages =
    ageFrom !== null && ageTo !== null
      ? `${ageFrom}–${ageTo} 岁`
      : ageFrom !== null
        ? `${ageFrom} 岁以上`
        : ageTo !== null
          ? `${ageTo} 岁以下`
          : ''
  return [AUDIENCE_NAMES[audience], ages, walkIns ? '' : '只限报名的人'].filter(Boolean).join('，')
}
