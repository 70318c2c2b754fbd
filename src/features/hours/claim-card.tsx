import { View } from '@tarojs/components'
import { HELD_REASON_NAMES } from '@core/contract/names'
import type { Claim } from '@core/contract/hours'
import { creditText, hoursText } from '@core/rules/shared/amounts'
import { Card } from '@/components/card/card'
import { Timeline } from '@/components/timeline/timeline'
import './claim-card.css'

const STEPS = ['提交', '核实', '再次确认', '入账'] as const
/** Which step a claim is at; what was refused or handed back stands where it was. */
const AT = { submitted: 1, verified: 2, approved: 3, returned: 1, rejected: 1 } satisfies Record<Claim['state'], number>

/** A line under way (在路上): how much, with whom, which day, and why it waits. */
export function ClaimCard({ claim }: { claim: Claim }) {
  const at = AT[claim.state]
  const amount = claim.kind === 'hours' ? `${hoursText(claim.minutes)} 小时` : `${creditText(claim.creditHundredths)} 学分`
  return (
    <Card id={`claim-${claim.id}`}>
      <View className='claim-card__head'>
        <View className='claim-card__title'>{claim.evidence.title}</View>
        <View className='claim-card__amount'>{amount}</View>
      </View>
      <Timeline steps={STEPS.map((label, index) => ({ label, done: index < at, current: index === at }))} note={whereabouts(claim)} />
      {claim.heldReason && <View className='claim-card__reason'>{HELD_REASON_NAMES[claim.heldReason]}</View>}
    </Card>
  )
}

function whereabouts({ state, withOrg, day }: Claim): string {
  if (state === 'rejected') return `${withOrg}没有通过。有疑问，7 天内可以找他们`
  if (state === 'returned') return `${withOrg}退回了，补上材料再交`
  return `在${withOrg}手里，第 ${day} 天，你不用做什么`
}
