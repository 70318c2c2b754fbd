import { View } from '@tarojs/components'
import type { Evidence } from '@core/contract/hours'
import type { Instant } from '@core/contract/common'
import { ASSURANCE_NAMES } from '@core/contract/names'
import { clockOf, dayName, dayOf } from '@core/rules/shared/calendar'
import './evidence-view.css'

/** What a line rests on: the event, the scans, who approved it, by which version of the rules. */
export function EvidenceView({ evidence, now }: { evidence: Evidence; now: Instant }) {
  const facts = evidenceFacts(evidence, now)
  return (
    <View className='evidence'>
      {facts.map(([name, value]) => (
        <View key={name} className='evidence__fact'>
          <View className='evidence__name'>{name}</View>
          <View className='evidence__value'>{value}</View>
        </View>
      ))}
    </View>
  )
}

/** The facts in the order people ask for them; what is not known is left out. */
export function evidenceFacts(evidence: Evidence, now: Instant): [name: string, value: string][] {
  const { signedInAt, signedOutAt, assurance } = evidence
  const facts: [string, string | null][] = [
    ['活动', evidence.title],
    ['地点', evidence.homeName],
    ['签到', signedInAt === null ? null : `${dayName(signedInAt, now)} ${clockOf(signedInAt)}`],
    ['签退', signedOutAt === null ? null : outName(signedOutAt, signedInAt, now)],
    ['凭据', assurance === null ? null : `${ASSURANCE_NAMES[assurance]}${evidence.delayed ? '（断网补送）' : ''}`],
    ['确认', evidence.approvers.join('、')],
    ['规则', ruleName(evidence.ruleVersion)],
  ]
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]))
}

function outName(out: Instant, signedInAt: Instant | null, now: Instant): string {
  return signedInAt !== null && dayOf(out) === dayOf(signedInAt) ? clockOf(out) : `${dayName(out, now)} ${clockOf(out)}`
}

/** `closing-1` as people say it. */
function ruleName(version: string): string {
  const number = /\d+$/.exec(version)?.[0]
  return number === undefined ? version : `第 ${number} 版`
}
