import { View } from '@tarojs/components'
import type { Claim, MyHours } from '@core/contract/hours'
import { hoursText } from '@core/rules/shared/amounts'
import { Card } from '@/components/card/card'
import { ErrorState } from '@/components/error-state/error-state'
import { Ring } from '@/components/ring/ring'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { GATE_MINUTES, gateSentence } from './gate'
import './hours-card.css'

/** The ring of my volunteer hours and what it means; opens the record. */
export function HoursCard({ hours, isMember }: { hours: Query<MyHours>; isMember: boolean }) {
  if (hours.state === 'loading') return <Skeleton rows={1} />
  if (!hours.data) return <ErrorState error={hours.error} onRetry={() => void hours.reload()} />
  const { totalMinutes, claims } = hours.data
  const sentence = gateSentence(totalMinutes, isMember)
  const reached = totalMinutes >= GATE_MINUTES
  return (
    <Card id='hours-card' className='hours-card' onPress={() => open(routes.record('hours'))}>
      <Ring
        value={totalMinutes}
        max={GATE_MINUTES}
        label={hoursText(totalMinutes)}
        unit={reached || isMember ? '小时' : `/ ${hoursText(GATE_MINUTES)} 小时`}
        tone={reached ? 'green' : 'gold'}
      />
      <View className='hours-card__words'>
        <View className='hours-card__title'>{sentence.title}</View>
        <View className='hours-card__note'>{sentence.note}</View>
        {claims.length > 0 && (
          <View className='hours-card__tag'>
            <Tag tone='gold'>{underWay(claims)}</Tag>
          </View>
        )}
      </View>
    </Card>
  )
}

function underWay(claims: readonly Claim[]): string {
  return `${claims.length} 笔在路上 · 第 ${Math.max(...claims.map((claim) => claim.day))} 天`
}
