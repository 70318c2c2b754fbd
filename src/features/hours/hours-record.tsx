import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Instant } from '@core/contract/common'
import type { HoursLine } from '@core/contract/hours'
import { WORDING } from '@core/contract/wording'
import { hoursText } from '@core/rules/shared/amounts'
import { spanName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import type { Pages } from '@/sync/use-pages'
import { ClaimCard } from './claim-card'
import { EvidenceView } from './evidence-view'
import { MonthBars } from './month-bars'
import './hours-record.css'

/** Every line of my hours, each opening to what it rests on. */
export function HoursRecord({ hours, now }: { hours: Pages<'hours.mine'>; now: Instant }) {
  const [opened, setOpened] = useState<string | null>(null)
  if (hours.state === 'loading') return <Skeleton rows={6} />
  if (!hours.data) return <ErrorState error={hours.error} onRetry={() => void hours.reload()} />
  const { totalMinutes, claimedMinutes, months, claims } = hours.data
  return (
    <View className='hours-record'>
      <View className='hours-record__sum'>
        <View id='hours-total' className='hours-record__total'>
          {hoursText(totalMinutes)}
        </View>
        <View className='hours-record__unit'>小时{claimedMinutes > 0 && `，还有 ${hoursText(claimedMinutes)} 小时在路上`}</View>
      </View>
      <MonthBars months={months} />
      {claims.length > 0 && (
        <Section id='claims' title='在路上'>
          <View className='hours-record__claims'>
            {claims.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} />
            ))}
          </View>
        </Section>
      )}
      <Section id='lines' title='记下的每一笔'>
        {hours.items.length === 0 ? (
          <Empty id='lines-empty' icon='clock' text={WORDING.empty_me} />
        ) : (
          <CellGroup>
            {hours.items.map((line) => (
              <Line
                key={line.id}
                line={line}
                now={now}
                opened={opened === line.id}
                onPress={() => setOpened(opened === line.id ? null : line.id)}
              />
            ))}
          </CellGroup>
        )}
        {hours.hasMore && (
          <Button id='lines-more' kind='quiet' size='s' busy={hours.loadingMore} onPress={() => void hours.more()}>
            更早的
          </Button>
        )}
      </Section>
    </View>
  )
}

function Line({ line, now, opened, onPress }: { line: HoursLine; now: Instant; opened: boolean; onPress: () => void }) {
  return (
    <View className='hours-record__line'>
      <Cell
        id={`line-${line.id}`}
        title={line.evidence.title}
        note={spanName(line.from, line.to, now)}
        value={<View className='hours-record__amount'>{amountOf(line.minutes)}</View>}
        onPress={onPress}
      />
      {opened && <EvidenceView evidence={line.evidence} now={now} />}
    </View>
  )
}

/** A correction can take away: the sign is part of the amount. */
function amountOf(minutes: number): string {
  return `${minutes < 0 ? '−' : '+'}${hoursText(Math.abs(minutes))}`
}
