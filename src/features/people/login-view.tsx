import { useMemo, useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { DemoPerson } from '@core/contract/people'
import { errorSentence } from '@core/contract/wording'
import { Avatar } from '@/components/avatar/avatar'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Mark } from '@/components/mark/mark'
import { Notice } from '@/components/notice/notice'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { useQuery } from '@/sync/use-query'
import { loginDemo, loginWechat, useMe } from './me'
import './login-view.css'

/** How many people of a group are shown before somebody searches. */
const SHOWN = 12

export interface LoginViewProps {
  /** Why the log-in is asked for, where there is a reason. */
  reason?: string
}

/** The way in: WeChat in the package, and in a demonstration a person to choose. */
export function LoginView({ reason }: LoginViewProps) {
  const demo = useMe((state) => state.demo)
  const ready = useMe((state) => state.ready)
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const inWechat = process.env.TARO_ENV === 'weapp'

  async function enter(key: string, login: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(key)
    setError(null)
    try {
      await login()
    } catch (thrown) {
      setError(thrown instanceof AppError ? errorSentence(thrown.code, thrown.params) : '手机存储满了，清一点空间再登录')
    } finally {
      setBusy(null)
    }
  }

  return (
    <View className='login'>
      <View className='login__head'>
        <Mark size={64} />
        <View className='login__title'>欢迎来青年有约</View>
        <View className='login__reason'>{reason ?? '登录后就能报名、签到、记时长'}</View>
      </View>
      {error && (
        <Notice id='login-error' tone='red' icon='alert'>
          {error}
        </Notice>
      )}
      {inWechat && (
        <Button id='login-wechat' busy={busy === 'wechat'} onPress={() => void enter('wechat', loginWechat)}>
          微信登录
        </Button>
      )}
      {demo && <DemoPeople busy={busy} onChoose={(person) => void enter(person.id, () => loginDemo(person.id))} />}
      {!demo && !inWechat && ready && (
        <Empty id='login-elsewhere' icon='qr' text='请在微信里打开「青年有约」小程序登录。先逛逛活动也行，不用登录' />
      )}
      <View className='login__foot'>
        <Button id='open-privacy' kind='quiet' size='s' onPress={() => open(routes.privacy())}>
          我们记什么、给谁看
        </Button>
      </View>
    </View>
  )
}

function DemoPeople({ busy, onChoose }: { busy: string | null; onChoose: (person: DemoPerson) => void }) {
  const people = useQuery('people.demoPeople', {})
  const [search, setSearch] = useState('')
  const found = useMemo(() => findPeople(people.data?.items ?? [], search), [people.data, search])
  if (people.state === 'failed') return <ErrorState error={people.error} onRetry={() => void people.reload()} />
  if (!people.data) return <Skeleton rows={6} />
  const groups = [
    { title: '青年', items: found.filter((person) => person.role === null) },
    { title: '团干部', items: found.filter((person) => person.role !== null) },
  ].filter((group) => group.items.length > 0)
  return (
    <View className='login__people'>
      <View className='login__hint'>演示环境：选一个人，看看 TA 的一天</View>
      <TextInput id='demo-search' value={search} placeholder='搜名字、组织' maxLength={20} onChange={setSearch} label='搜名字、组织' />
      {groups.length === 0 && <Empty icon='search' text='没找到这个人，换个字试试' />}
      {groups.map((group) => (
        <CellGroup key={group.title} title={group.title}>
          {(search ? group.items : group.items.slice(0, SHOWN)).map((person) => (
            <Cell
              key={person.id}
              id={`demo-${person.id}`}
              lead={<Avatar name={person.name} size={40} />}
              title={person.name}
              note={[person.orgName, person.note].filter(Boolean).join(' · ')}
              value={busy === person.id ? '登录中…' : undefined}
              onPress={() => onChoose(person)}
            />
          ))}
          {!search && group.items.length > SHOWN && (
            <View className='login__more'>还有 {group.items.length - SHOWN} 人，搜一下就能找到</View>
          )}
        </CellGroup>
      ))}
    </View>
  )
}

function findPeople(people: readonly DemoPerson[], search: string): DemoPerson[] {
  const words = search.trim()
  return people.filter((person) => `${person.name} ${person.orgName} ${person.note}`.includes(words))
}
