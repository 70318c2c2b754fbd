import { useState } from 'react'
import { View } from '@tarojs/components'
import { AppError } from '@core/contract/errors'
import type { HomePage, OrgChoice, Resident } from '@core/contract/homes'
import { errorSentence } from '@core/contract/wording'
import { dayName, dayOf, dayStart } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Field } from '@/components/field/field'
import { PickerField } from '@/components/picker-field/picker-field'
import { Sheet } from '@/components/sheet/sheet'
import { TextInput } from '@/components/text-input/text-input'
import { now } from '@/platform/clock'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import './homes-care.css'

export interface ResidentsProps {
  home: HomePage
  /** Organizations of the platform that a resident may be. */
  orgs: readonly OrgChoice[]
  onChanged(): void
}

/** Social organizations that live in a home. */
export function Residents({ home, orgs, onChanged }: ResidentsProps) {
  const [adding, setAdding] = useState(false)

  async function end(resident: Resident) {
    const text = `「${resident.name}」不再显示在页面上，来过的记录都留着。`
    if (!(await confirm({ title: '搬走了？', text, ok: '搬走了', danger: true }))) return
    try {
      await request('homes.endResident', { homeId: home.id, residentId: resident.id })
      toast('记下了')
      onChanged()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      toast(errorSentence(code, params))
    }
  }

  return (
    <Card id='residents'>
      <View className='home-care__line-head'>
        <View className='home-care__title'>入驻的社会组织</View>
        <Button id='resident-add' kind='plain' size='s' icon='plus' onPress={() => setAdding(true)}>
          添加
        </Button>
      </View>
      {home.residents.length === 0 && <View className='home-care__note'>还没有。谁常驻在这里，写上来，大家好找</View>}
      {home.residents.map((resident) => (
        <View key={resident.id} id={`resident-${resident.id}`} className='home-care__line'>
          <View className='home-care__words'>
            <View className='home-care__strong'>{resident.name}</View>
            <View className='home-care__note'>
              {dayName(dayStart(resident.since), now())}起{resident.about && ` · ${resident.about}`}
            </View>
          </View>
          <Button
            id={`resident-end-${resident.id}`}
            kind='quiet'
            size='s'
            label={`${resident.name}搬走了`}
            onPress={() => void end(resident)}
          >
            搬走了
          </Button>
        </View>
      ))}
      {adding && (
        <AddSheet
          homeId={home.id}
          orgs={orgs.filter(({ orgId }) => orgId !== home.orgId && !home.residents.some((resident) => resident.orgId === orgId))}
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false)
            onChanged()
          }}
        />
      )}
    </Card>
  )
}

interface AddSheetProps {
  homeId: string
  orgs: readonly OrgChoice[]
  onClose(): void
  onAdded(): void
}

function AddSheet({ homeId, orgs, onClose, onAdded }: AddSheetProps) {
  const today = dayOf(now())
  const [name, setName] = useState('')
  const [about, setAbout] = useState('')
  const [since, setSince] = useState(today)
  const [org, setOrg] = useState<OrgChoice | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function add() {
    const length = Array.from(name.trim()).length
    if (length < 2 || length > 40) {
      setWrong('写上组织的名字（2 到 40 字）')
      return
    }
    setWrong(null)
    setBusy(true)
    try {
      await request('homes.addResident', { homeId, orgId: org?.orgId ?? null, name: name.trim(), about: about.trim(), since })
      toast('添加好了')
      onAdded()
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setWrong(errorSentence(code, params))
      setBusy(false)
    }
  }

  return (
    <Sheet id='resident-sheet' open title='添加入驻组织' onClose={onClose}>
      <View className='home-care__sheet'>
        <Field label='名字' error={wrong}>
          <TextInput id='resident-name' value={name} maxLength={40} placeholder='比如：萤火志愿服务队' onChange={setName} />
        </Field>
        <Field label='做什么'>
          <TextInput
            id='resident-about'
            value={about}
            lines={2}
            maxLength={300}
            placeholder='比如：每周六带孩子读绘本'
            onChange={setAbout}
          />
        </Field>
        {orgs.length > 0 && (
          <PickerField
            id='resident-org'
            label='平台上的组织'
            mode='selector'
            range={['不在平台上', ...orgs.map(({ orgName }) => orgName)]}
            selected={org ? orgs.indexOf(org) + 1 : 0}
            value={org?.orgName ?? '不在平台上'}
            onChange={(index) => {
              const chosen = orgs[Number(index) - 1] ?? null
              setOrg(chosen)
              if (chosen && name.trim() === '') setName(chosen.orgName)
            }}
          />
        )}
        <PickerField
          id='resident-since'
          label='哪天起'
          mode='date'
          selected={since}
          value={dayName(dayStart(since), now())}
          end={today}
          onChange={(day) => setSince(String(day))}
        />
        <Button id='resident-save' busy={busy} onPress={() => void add()}>
          添加
        </Button>
      </View>
    </Sheet>
  )
}
