import { View } from '@tarojs/components'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { CaseCell } from './case-cell'
import type { MyCasesModel } from './use-my-cases'
import './my-cases-view.css'

const TIMES = [
  { key: 'open', label: '在办的' },
  { key: 'done', label: '办完的' },
] as const

/** What I have written to organizations, and what became of it. */
export function MyCasesView({ model: { when, setWhen, pages } }: { model: MyCasesModel }) {
  return (
    <View className='my-cases'>
      <Segments id='my-cases' label='办到哪了' items={TIMES} value={when} onChange={setWhen} />
      {pages.state === 'loading' && <Skeleton id='my-cases-loading' rows={3} />}
      {pages.state === 'failed' && <ErrorState error={pages.error} onRetry={() => void pages.reload()} />}
      {pages.data && pages.items.length === 0 && (
        <Empty
          id='my-cases-empty'
          icon='edit'
          text={when === 'open' ? '有事想问、想办、想提，写下来，在谁手里、哪天答复，都看得到' : '办完的会留在这里，答复随时能翻'}
        />
      )}
      {pages.items.length > 0 && (
        <CellGroup>
          {pages.items.map((item) => (
            <CaseCell key={item.id} item={item} />
          ))}
        </CellGroup>
      )}
      {pages.hasMore && (
        <Button id='my-cases-more' kind='quiet' size='s' busy={pages.loadingMore} onPress={() => void pages.more()}>
          {pages.moreError ? `${errorSentence(pages.moreError.code)}，点这里再试` : '再看几件'}
        </Button>
      )}
      <Dock>
        <Button id='write-new' icon='edit' onPress={() => open(routes.writeCase())}>
          写给我们
        </Button>
      </Dock>
    </View>
  )
}
