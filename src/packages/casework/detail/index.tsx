import { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useWorkCase } from '@/features/cases/officer/use-work-case'
import { WorkCaseView } from '@/features/cases/officer/work-case-view'
import { useMe } from '@/features/people/me'
import { useWorkOrg } from '@/features/people/work-org'
import { stopRefresh } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { OfficerPage } from '../../workbench/officer-page'

export default function WorkCasePage() {
  const { caseId = '' } = useRouter().params
  const { orgId } = useWorkOrg()
  const secretary = useMe(({ me }) => me?.grants.some(({ role }) => role === 'secretary') ?? false)
  const model = useWorkCase(caseId, { officer: orgId !== null, secretary })
  useDidShow(() => void model.query.reload())
  usePullDownRefresh(() => void model.query.reload().then(stopRefresh))
  return (
    <OfficerPage current='casework' address={routes.workCase(caseId)} query={model.query}>
      <WorkCaseView model={model} />
    </OfficerPage>
  )
}
