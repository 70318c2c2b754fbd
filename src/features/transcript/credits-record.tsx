import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Claim, Evidence } from '@core/contract/hours'
import { MODULE_NAMES } from '@core/contract/names'
import { WORDING } from '@core/contract/wording'
import { creditText } from '@core/rules/shared/amounts'
import { dayName } from '@core/rules/shared/calendar'
import type { Instant } from '@core/contract/common'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import type { Pages } from '@/sync/use-pages'
import { ModuleBars } from './module-bars'
import './credits-record.css'

export interface CreditsRecordProps {
  credits: Pages<'transcript.mine'>
  now: Instant
  /** How a line under way and the evidence of a line are shown: the same for hours and credits. */
  claim: (claim: Claim) => ReactNode
  evidence: (evidence: Evidence) => ReactNode
}

/** Every line of my credits by module, each opening to what it rests on. */
export function CreditsRecord({ credits, now, claim, evidence }: CreditsRecordProps) {
  const [opened, setOpened] = useState<string | null>(null)
  if (credits.state === 'loading') return <Skeleton rows={6} />
  if (!credits.data) return <ErrorState error={credits.error} onRetry={() => void credits.reload()} />
  const { totalHundredths, claimedHundredths, modules, claims } = credits.data
  return (
    <View className='credits-record'>
      <View className='credits-record__sum'>
        <View id='credits-total' className='credits-record__total'>
          {creditText(totalHundredths)}
        </View>
        <View className='credits-record__unit'>学分{claimedHundredths > 0 && `，还有 ${creditText(claimedHundredths)} 在路上`}</View>
      </View>
      <Card>
        <ModuleBars modules={modules} />
      </Card>
      {claims.length > 0 && (
        <Section id='claims' title='我的学分在哪'>
          <View className='credits-record__claims'>
            {claims.map((item) => (
              <View key={item.id}>{claim(item)}</View>
            ))}
          </View>
        </Section>
      )}
      <Section id='lines' title='记下的每一笔'>
        {credits.items.length === 0 ? (
          <Empty id='lines-empty' icon='medal' text={WORDING.empty_me} />
        ) : (
          <CellGroup>
            {credits.items.map((line) => (
              <View key={line.id} className='credits-record__line'>
                <Cell
                  id={`line-${line.id}`}
                  title={line.evidence.title}
                  note={`${MODULE_NAMES[line.module]} · ${whenOf(line.evidence, line.postedAt, now)}`}
                  value={<View className='credits-record__amount'>{amountOf(line.hundredths)}</View>}
                  onPress={() => setOpened(opened === line.id ? null : line.id)}
                />
                {opened === line.id && evidence(line.evidence)}
              </View>
            ))}
          </CellGroup>
        )}
        {credits.hasMore && (
          <Button id='lines-more' kind='quiet' size='s' busy={credits.loadingMore} onPress={() => void credits.more()}>
            更早的
          </Button>
        )}
      </Section>
    </View>
  )
}

function whenOf(evidence: Evidence, postedAt: Instant, now: Instant): string {
  return evidence.signedInAt === null ? `${dayName(postedAt, now)} 入账` : dayName(evidence.signedInAt, now)
}

/** A correction can take away: the sign is part of the amount. */
function amountOf(hundredths: number): string {
  return `${hundredths < 0 ? '−' : '+'}${creditText(Math.abs(hundredths))}`
}
