import { View } from '@tarojs/components'
import type { Afterwards, EventCard } from '@core/contract/events'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { ErrorState } from '@/components/error-state/error-state'
import { Skeleton } from '@/components/skeleton/skeleton'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { query } from '@/sync/calls'
import { useMadeFile } from '@/sync/use-made-file'
import type { Query } from '@/sync/use-query'
import { Ratings } from './afterwards-ratings'
import { showcaseText } from './afterwards-words'
import './afterwards.css'

export interface AfterwardsViewProps {
  event: EventCard
  afterwards: Query<Afterwards>
}

/** What is left to do once an event is closed, besides objections: show how it was, read what people say, report. */
export function AfterwardsView({ event, afterwards: { data, state, error, reload } }: AfterwardsViewProps) {
  if (!data)
    return state === 'failed' ? <ErrorState id='afterwards-error' error={error} onRetry={() => void reload()} /> : <Skeleton rows={3} />
  return (
    <View id='afterwards' className='afterwards'>
      <ShowcaseCard eventId={event.id} showcase={data.showcase} />
      <Ratings rating={data.rating} words={data.words} />
      <BriefCard eventId={event.id} />
    </View>
  )
}

function ShowcaseCard({ eventId, showcase }: { eventId: string; showcase: Afterwards['showcase'] }) {
  const waits = showcase?.state === 'waiting'
  return (
    <Card id='showcase-card'>
      <View className='afterwards__head'>
        <View className='afterwards__name'>活动展示</View>
        {showcase && <Tag tone={waits ? 'gold' : 'green'}>{waits ? '等你看' : '已公开'}</Tag>}
      </View>
      <View className='afterwards__note'>{showcaseText(showcase)}</View>
      <Button
        id='open-showcase'
        kind='plain'
        size='s'
        icon={waits ? undefined : showcase ? 'edit' : 'photo'}
        className='afterwards__do'
        onPress={() => open(routes.showcase(eventId))}
      >
        {waits ? '看一看' : showcase ? '改一改' : '写展示'}
      </Button>
    </Card>
  )
}

/** 一键简报 */
function BriefCard({ eventId }: { eventId: string }) {
  const { busy, openFile } = useMadeFile()
  return (
    <Card>
      <View className='afterwards__name'>一键简报</View>
      <View className='afterwards__note'>一个压缩包：带数字和照片的简报草稿、签到名册、发群的文字</View>
      <Button
        id='brief'
        kind='plain'
        size='s'
        icon='download'
        busy={busy}
        className='afterwards__do'
        onPress={() => void openFile(() => query('events.brief', { eventId }))}
      >
        {busy ? '正在生成' : '生成简报'}
      </Button>
    </Card>
  )
}
