import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { EventDetail, MyObjection } from '@core/contract/events'
import { dayName } from '@core/rules/shared/calendar'
import { momentName } from '@core/rules/shared/moments'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import './objection-card.css'

/** My objection and how it stands; the way to one, as long as there is time for it. */
export function ObjectionCard({ event, now, onObject }: { event: EventDetail; now: Instant; onObject: () => void }) {
  const { objection, mayObject } = event.mine
  return (
    <>
      {objection && <Objection objection={objection} now={now} />}
      {mayObject && (
        <CellGroup>
          <Cell
            id='object'
            icon='edit'
            title={objection ? '还有话说？再提异议' : '记录不对？提出异议'}
            note={event.objectUntil === null ? '' : `${momentName(event.objectUntil, now)} 前都可以`}
            onPress={onObject}
          />
        </CellGroup>
      )}
    </>
  )
}

function Objection({ objection, now }: { objection: MyObjection; now: Instant }) {
  return (
    <Card id='my-objection' tone={objection.state === 'open' ? 'gold' : 'blue'}>
      <View className='objection-card__state'>{stateSentence(objection, now)}</View>
      <View className='objection-card__text'>你说：{objection.text}</View>
      {objection.answer !== null && <View className='objection-card__text'>答复：{objection.answer}</View>}
    </Card>
  )
}

function stateSentence({ state, dueAt }: MyObjection, now: Instant): string {
  if (state === 'accepted') return '异议有答复了：会补上'
  if (state === 'declined') return '异议有答复了：维持原来的记录'
  return dueAt < now ? '异议答复晚了，可以直接问负责人' : `异议收到了，${dayName(dueAt, now)}前答复`
}
