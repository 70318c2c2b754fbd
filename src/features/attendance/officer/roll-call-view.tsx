import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { CheckLine } from '@/components/check-line/check-line'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Notice } from '@/components/notice/notice'
import { pictureName } from '@/components/picture/picture-name'
import { semantics } from '@/components/pressable/semantics'
import { Result } from '@/components/result/result'
import { Segments } from '@/components/segments/segments'
import { Skeleton } from '@/components/skeleton/skeleton'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { back } from '@/platform/navigation'
import { isNamed } from './door-lines'
import type { KeptPack } from './kept-packs'
import type { Door } from './use-door'
import { useRollCall, type RollCall, type RollResult } from './use-roll-call'
import './roll-call-view.css'

/** A list is drawn in parts: a hall of 3,000 would stop a phone. */
const SHOWN = 100

const PURPOSES = [
  { key: 'sign_in', label: '签到' },
  { key: 'sign_out', label: '签退' },
] as const

const MODES = [
  { key: 'all_but', label: '全到，除了…' },
  { key: 'one_by_one', label: '一个个勾' },
] as const

export interface RollCallViewProps {
  by: 'roll_call' | 'paper'
  door: Door
}

/** 点名, or a sheet that was signed on paper: tick, take a photo, record all of it together. */
export function RollCallView({ by, door }: RollCallViewProps) {
  if (door.state === 'failed') return <ErrorState error={door.error} onRetry={() => void door.reload()} />
  if (!door.kept) return <Skeleton rows={6} />
  return <Roll by={by} door={door} kept={door.kept} />
}

function Roll({ by, door, kept }: RollCallViewProps & { kept: KeptPack }) {
  const roll = useRollCall(by, door, kept)
  if (roll.result) return <Recorded result={roll.result} />
  const { screen } = kept.pack
  return (
    <View className='roll-call'>
      <View className='roll-call__title'>{screen.title}</View>
      {by === 'paper' && <Photo roll={roll} by={by} />}
      {screen.signOut && (
        <Segments id='roll-purpose' items={PURPOSES} value={roll.purpose} onChange={roll.choosePurpose} label='登记什么' />
      )}
      <Segments id='roll-mode' items={MODES} value={roll.mode} onChange={roll.chooseMode} label='怎么点' />
      {roll.purpose === 'sign_in' && door.kept && (
        <SwitchField
          id='roll-members'
          label='也点没报名的成员'
          note='来了的会标明「没有报名」'
          value={roll.withMembers}
          onChange={roll.setWithMembers}
        />
      )}
      <People roll={roll} />
      {by === 'roll_call' && <Photo roll={roll} by={by} />}
      <Notice tone='grey'>{by === 'paper' ? '照纸面签到表登记的' : '点名登记的'}，时长要另一位同事确认；学分照常</Notice>
      <Dock id='roll-dock'>
        {roll.problem && (
          <Notice id='roll-problem' className='roll-call__problem' tone='red' icon='alert'>
            {roll.problem}
          </Notice>
        )}
        <Button id='roll-submit' icon='check' busy={roll.busy} disabled={roll.list.length === 0} onPress={() => void roll.submit()}>
          登记 {roll.here.length} 人{roll.purpose === 'sign_in' ? '到场' : '签退'}
        </Button>
      </Dock>
    </View>
  )
}

function People({ roll }: { roll: RollCall }) {
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(SHOWN)
  if (roll.list.length === 0) {
    return (
      <Empty
        id='roll-empty'
        icon='people'
        text={roll.purpose === 'sign_in' ? '报名的都到了。要点没报名的，打开上面的开关' : '现在没有在场的人'}
      />
    )
  }
  const found = roll.list.filter((person) => isNamed(person, search))
  return (
    <View className='roll-call__people'>
      <View id='roll-counts' className='roll-call__counts' {...semantics({ role: 'status' })}>
        {roll.list.length} 人里勾了 {roll.here.length} 人
      </View>
      {roll.list.length > 10 && (
        <TextInput id='roll-search' value={search} onChange={setSearch} placeholder='找名字' label='找名字' maxLength={40} />
      )}
      <View className='roll-call__list'>
        {found.slice(0, shown).map(({ personId, name, note }) => (
          <CheckLine
            key={personId}
            id={`roll-${personId}`}
            label={name}
            note={note}
            checked={roll.isHere(personId)}
            onChange={() => roll.turn(personId)}
          />
        ))}
      </View>
      {found.length > shown && (
        <Button id='roll-more' kind='plain' size='s' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, found.length - shown)} 人
        </Button>
      )}
    </View>
  )
}

const PHOTO = {
  roll_call: { title: '合影', hint: '拍一张合影，完结时一起看，更站得住', take: '拍合影' },
  paper: { title: '纸质签到表', hint: '先拍下签到表，再照着勾', take: '拍签到表' },
} as const

function Photo({ roll, by }: { roll: RollCall; by: 'roll_call' | 'paper' }) {
  const words = PHOTO[by]
  return (
    <Card id='roll-photo' className='roll-call__photo'>
      <View className='roll-call__words'>
        <View className='roll-call__name'>{words.title}</View>
        <View className='roll-call__hint'>
          {roll.photo ? '会先送照片，再送名单' : by === 'paper' && roll.hasSheet ? '拍过了，可以直接勾；换了一页就再拍' : words.hint}
        </View>
      </View>
      {roll.photo && (
        <Image id='roll-picture' className='roll-call__picture' mode='aspectFill' src={roll.photo.preview} {...pictureName(words.title)} />
      )}
      <View className='roll-call__photo-actions'>
        <Button id='take-photo' kind='plain' size='s' icon='camera' onPress={() => void roll.takePhoto()}>
          {roll.photo ? '重拍' : words.take}
        </Button>
        {roll.photo && (
          <Button id='drop-photo' kind='quiet' size='s' onPress={roll.dropPhoto}>
            不要了
          </Button>
        )}
      </View>
    </Card>
  )
}

function Recorded({ result }: { result: RollResult }) {
  const what = result.purpose === 'sign_in' ? '到场' : '签退'
  const repeated = result.repeated > 0 ? `另有 ${result.repeated} 人之前就登记了。` : ''
  return (
    <Result
      id='roll-result'
      className='roll-call__result'
      tone={result.onPhone ? 'gold' : 'green'}
      icon={result.onPhone ? 'saved' : 'check'}
      title={result.onPhone ? '已存在手机' : `${result.recorded} 人${what}`}
      text={result.onPhone ? `${result.recorded} 人${what}，有网会自动送达` : `${repeated}登记好了，大家不用再扫`}
      actions={
        <Button id='roll-back' onPress={back}>
          回到名单
        </Button>
      }
    />
  )
}
