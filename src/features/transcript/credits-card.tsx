import { View } from '@tarojs/components'
import type { MyCredits } from '@core/contract/transcript'
import { creditText } from '@core/rules/shared/amounts'
import { Card } from '@/components/card/card'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { ModuleBars } from './module-bars'
import './credits-card.css'

/** My credits by module; opens the record. */
export function CreditsCard({ credits }: { credits: Query<MyCredits> }) {
  if (credits.state === 'loading') return <Skeleton rows={2} />
  if (!credits.data) return <ErrorState error={credits.error} onRetry={() => void credits.reload()} />
  const { totalHundredths, claimedHundredths, modules } = credits.data
  return (
    <Card id='credits-card' onPress={() => open(routes.record('credits'))}>
      <View className='credits-card__head'>
        <View className='credits-card__total'>{creditText(totalHundredths)}</View>
        <View className='credits-card__unit'>学分</View>
        {claimedHundredths > 0 && <Tag tone='gold'>还有 {creditText(claimedHundredths)} 在路上</Tag>}
      </View>
      <ModuleBars modules={modules} />
    </Card>
  )
}
