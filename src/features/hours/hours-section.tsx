import { View } from '@tarojs/components'
import { Section } from '@/components/section/section'
import type { MyHours } from '@core/contract/hours'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { ClaimCard } from './claim-card'
import { HoursCard } from './hours-card'
import { MonthBars } from './month-bars'
import './hours-section.css'

/** 志愿服务 on 我的: the ring, the year, and what is under way. */
export function HoursSection({ hours, isMember }: { hours: Query<MyHours>; isMember: boolean }) {
  return (
    <Section id='hours' title='志愿服务' more='每一笔' onMore={() => open(routes.record('hours'))}>
      <View className='hours-section'>
        <HoursCard hours={hours} isMember={isMember} />
        {hours.data && <MonthBars months={hours.data.months} />}
        {hours.data?.claims.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </View>
    </Section>
  )
}
