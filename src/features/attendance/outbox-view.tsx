import { View } from '@tarojs/components'
import type { ScanInput } from '@core/contract/attendance'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Empty } from '@/components/empty/empty'
import { Icon } from '@/components/icon/icon'
import { Section } from '@/components/section/section'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { choose, confirm, open, toast } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { adoptRecords, hurryOutbox, keepRecord, removeRecord, retryRecord, useOutboxView } from '@/sync/outbox'
import type { OutboxRecord, Seen } from '@/sync/record'
import { posterSubject, type PosterInput } from './poster'
import { choiceOf, recordActions, recordWords, ticketOf } from './record-words'
import { keepTicket } from './ticket'
import './outbox-view.css'

/** WeChat's action sheet has no more. */
const MOST_LINES = 6

const STATES = [
  { seen: 'needs_action', title: '需要处理', tone: 'red' },
  { seen: 'saved', title: '已存在手机', tone: 'gold' },
  { seen: 'delivered', title: '已送达', tone: 'green' },
] as const satisfies { seen: Seen; title: string; tone: 'red' | 'gold' | 'green' }[]

/** What lies on this phone: what it is, how it stands, and what can be done about it. */
export function OutboxView({ loggedIn }: { loggedIn: boolean }) {
  const { mine, savedCount, othersCount } = useOutboxView()
  return (
    <View className='outbox'>
      {mine.length === 0 && <Empty id='outbox-empty' icon='saved' text='没网时扫的码会先存在这里，有网自动送达' />}
      {STATES.map(({ seen, title, tone }) => {
        const records = mine.filter((item) => item.seen === seen)
        if (records.length === 0) return null
        return (
          <Section key={seen} id={`outbox-${seen}`} title={title} more={`${records.length} 条`}>
            <View className='outbox__list'>
              {records.map(({ record }) => (
                <Item key={record.nonce} record={record} seen={seen} tone={tone} word={title} loggedIn={loggedIn} />
              ))}
            </View>
          </Section>
        )
      })}
      {savedCount > 0 && loggedIn && (
        <View className='outbox__wake'>
          <Button id='outbox-wake' kind='plain' icon='refresh' onPress={() => void hurryOutbox()}>
            现在就送
          </Button>
        </View>
      )}
      {othersCount > 0 && (
        <View id='outbox-others' className='outbox__others'>
          另有 {othersCount} 条属于别的账号，会等 TA 登录再送
        </View>
      )}
    </View>
  )
}

function Item({
  record,
  seen,
  tone,
  word,
  loggedIn,
}: {
  record: OutboxRecord
  seen: Seen
  tone: 'red' | 'gold' | 'green'
  word: string
  loggedIn: boolean
}) {
  const words = recordWords(record, seen, loggedIn, now())
  const actions = recordActions(record, seen)
  return (
    <Card id={`outbox-item-${record.nonce}`}>
      <View className='outbox__head'>
        <View className='outbox__title'>{words.title}</View>
        <Tag tone={tone}>{word}</Tag>
      </View>
      <View className='outbox__line'>{words.line}</View>
      <View className='outbox__why'>
        <Icon name={seen === 'delivered' ? 'check' : seen === 'saved' ? 'saved' : 'alert'} size={16} tone={tone} />
        <View className='outbox__reason'>{words.why}</View>
      </View>
      {(actions.claim || actions.retry || actions.finish || actions.remove) && (
        <View className='outbox__actions'>
          {actions.claim && (
            <Button id={`outbox-mine-${record.nonce}`} size='s' onPress={() => attempt(() => adoptRecords([record.nonce]))}>
              是我扫的
            </Button>
          )}
          {actions.finish && (
            <Button
              id={`outbox-finish-${record.nonce}`}
              size='s'
              onPress={() => (choiceOf(record) ? void chooseEvent(record) : attempt(() => finish(record)))}
            >
              去办完
            </Button>
          )}
          {actions.retry && (
            <Button
              id={`outbox-retry-${record.nonce}`}
              size='s'
              kind='plain'
              icon='refresh'
              onPress={() => attempt(() => retryRecord(record.nonce))}
            >
              再试
            </Button>
          )}
          {actions.remove && (
            <Button id={`outbox-remove-${record.nonce}`} size='s' kind='quiet' icon='trash' onPress={() => void remove(record)}>
              删除
            </Button>
          )}
        </View>
      )}
    </Card>
  )
}

/** A change of the outbox has to reach the disk, and a disk can be full. */
function attempt(work: () => void): void {
  try {
    work()
  } catch {
    toast('手机存满了，清一点空间再试')
  }
}

function finish(record: OutboxRecord): void {
  const ticket = ticketOf(record)
  if (!ticket) return
  const { code, expected } = record.input as ScanInput
  keepTicket({ code, expected, ticket })
  removeRecord(record.nonce)
  open(routes.scan())
}

/** A poster was delivered and left a question: the answer goes on its way with the time of the scan. */
async function chooseEvent(record: OutboxRecord): Promise<void> {
  const events = choiceOf(record)?.events.slice(0, MOST_LINES) ?? []
  const chosen = await choose(events.map(({ title }) => title))
  if (chosen === null) return
  const { code, at } = record.input as PosterInput
  const { eventId, title } = events[chosen]!
  attempt(() => {
    keepRecord({
      procedure: 'attendance.poster',
      input: { code, at, eventId, delivery: 'stored' },
      subject: posterSubject(code),
      title,
    })
    removeRecord(record.nonce)
  })
}

async function remove(record: OutboxRecord): Promise<void> {
  const sure = await confirm({ title: '删掉这条？', text: '删了就不会再送，也找不回来', ok: '删除', danger: true })
  if (sure) attempt(() => removeRecord(record.nonce))
}
