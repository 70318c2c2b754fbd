import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Unmasking } from '@core/contract/cases'
import { errorSentence } from '@core/contract/wording'
import { momentName } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { Notice } from '@/components/notice/notice'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { now } from '@/platform/clock'
import type { WorkCaseModel } from './use-work-case'

const DECLINE_REASON_MAX = 100

/** A secretary of the organization above decides on a name, by the reason alone: the case is nobody's but those who work on it. */
export function NameAsked({ model, unmasking: { orgName, asked } }: { model: WorkCaseModel; unmasking: Unmasking }) {
  const [declining, setDeclining] = useState(false)
  if (asked === null) return <Empty id='nothing-asked' icon='shield' text={`${orgName}没有在等你决定什么。内容只有经办的组织看得到`} />
  const { by, at, reason, agreed, mayAgree, mayDecline } = asked
  return (
    <Card id='name-asked' tone='gold'>
      <View className='work-case__who'>要不要让{orgName}知道 TA 是谁</View>
      <View className='work-case__note'>{`${by} · ${momentName(at, now())} 申请`}</View>
      <View className='work-case__text'>{reason}</View>
      <View className='work-case__note'>
        要两位书记都同意，名字才给{orgName}看，TA 会收到消息和原因。{agreed.length > 0 && `${agreed.join('、')}同意了。`}
      </View>
      {model.problem && model.sheet === null && !declining && (
        <Notice id='name-problem' tone='red' icon='alert'>
          {errorSentence(model.problem.code, model.problem.params)}
        </Notice>
      )}
      {mayAgree ? (
        <Button id='agree-unmask' busy={model.busy} onPress={() => void model.agreeToUnmask()}>
          同意
        </Button>
      ) : (
        <View className='work-case__note'>等另一位书记决定</View>
      )}
      {mayDecline && (
        <Button id='decline-unmask' kind='plain' disabled={model.busy} onPress={() => setDeclining(true)}>
          不同意
        </Button>
      )}
      {declining && (
        <WordSheet
          {...{ id: 'decline-unmask-sheet', title: '不同意看姓名', label: '为什么', submit: '不同意', min: 2, max: DECLINE_REASON_MAX }}
          text='一位不同意，这次申请就结束了，申请的人会看到原因。有新的理由，他们可以再申请。'
          placeholder='比如：不用知道是谁，也能把工资要回来'
          busy={model.busy}
          problem={model.problem && errorSentence(model.problem.code, model.problem.params)}
          onSubmit={(words) => void model.declineUnmask(words.trim())}
          onClose={() => setDeclining(false)}
        />
      )}
    </Card>
  )
}
