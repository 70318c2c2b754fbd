import { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { AnswersView } from '@/features/cases/officer/answers-view'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { OfficerPage } from '../../workbench/officer-page'

export default function AnswersPage() {
  const { orgId } = useWorkOrg()
  const answers = useQuery(orgId ? 'cases.answersToCheck' : null, { orgId: orgId ?? '' })
  const year = useQuery(orgId ? 'cases.summary' : null, { orgId: orgId ?? '' })
  const reload = () => Promise.all([answers.reload(), year.reload()])
  useDidShow(() => void reload())
  usePullDownRefresh(() => void reload().then(stopRefresh))
  return (
    <OfficerPage current='answers' address={routes.answers()} query={answers}>
      {orgId && <AnswersView key={orgId} orgId={orgId} answers={answers} year={year.data} />}
    </OfficerPage>
  )
}
