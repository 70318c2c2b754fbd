import { useState } from 'react'
import { useDidHide, useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { ReceptionView } from '@/features/sessions/officer/reception-view'
import { useReception } from '@/features/sessions/officer/use-reception'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function ReceptionPage() {
  const { sessionId = '' } = useRouter().params
  const [shown, setShown] = useState(true)
  const model = useReception(sessionId, shown)
  useDidShow(() => {
    setShown(true)
    void model.query.reload()
  })
  useDidHide(() => setShown(false))
  usePullDownRefresh(() => void model.query.reload().then(stopRefresh))
  return (
    <OfficerPage current='plan' address={routes.reception(sessionId)} query={model.query}>
      <ReceptionView model={model} />
    </OfficerPage>
  )
}
