import { View } from '@tarojs/components'
import type { Unmasking } from '@core/contract/cases'
import { errorSentence } from '@core/contract/wording'
import { momentName } from '@core/rules/shared/moments'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { Notice } from '@/components/notice/notice'
import { now } from '@/platform/clock'
import type { WorkCaseModel } from './use-work-case'

/** A secretary of the organization above decides on a name, by the reason alone: the case is nobody's but those who work on it. */
export function NameAsked({ model, unmasking: { orgName, asked } }: { model: WorkCaseModel; unmasking: Unmasking }) {
  if (asked === null) return <Empty id='nothing-asked' icon='shield' text={`${orgName}没有在等你决定什么。内容只有经办的组织看得到`} />
  const { by, at, reason, agreed, mayAgree } = asked
  return (
    <Card id='name-asked' tone='gold'>
      <View className='work-case__who'>要不要让{orgName}知道 TA 是谁</View>
      <View className='work-case__note'>{`${by} · ${momentName(at, now())} 申请`}</View>
      <View className='work-case__text'>{reason}</View>
      <View className='work-case__note'>
        要两位书记都同意，名字才给{orgName}看，TA 会收到消息和原因。{agreed.length > 0 && `${agreed.join('、')}同意了。`}
      </View>
      {model.problem && model.sheet === null && (
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
    </Card>
  )
}
