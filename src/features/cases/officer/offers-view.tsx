import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Service } from '@core/contract/cases'
import type { OutputOf } from '@core/contract/procedures'
import { errorSentence } from '@core/contract/wording'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Sheet } from '@/components/sheet/sheet'
import { Skeleton } from '@/components/skeleton/skeleton'
import { TextInput } from '@/components/text-input/text-input'
import { useWide } from '@/platform/display'
import { confirm, toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { useDoing } from '@/sync/use-doing'
import type { Query } from '@/sync/use-query'
import './offers-view.css'

const NAME_MIN = 2
const NAME_MAX = 30
const ABOUT_MAX = 300

export interface OffersViewProps {
  orgId: string
  orgName: string
  services: Query<OutputOf<'cases.services'>>
}

/** 点单目录: what an organization offers, to be ordered by anybody. */
export function OffersView({ orgId, orgName, services }: OffersViewProps) {
  const wide = useWide()
  /** `new`: one that is not there yet; null: the form is closed. */
  const [editing, setEditing] = useState<Service | 'new' | null>(null)
  if (services.state === 'failed') return <ErrorState error={services.error} onRetry={() => void services.reload()} />
  if (!services.data) return <Skeleton id='offers-loading' rows={4} />
  const { items } = services.data
  const add = (
    <Button id='offer-add' icon='plus' {...(wide && { size: 's' })} onPress={() => setEditing('new')}>
      加一项
    </Button>
  )
  return (
    <View className='offers'>
      <View className='offers__head'>
        <View>
          {wide && <View className='offers__title'>点单目录</View>}
          <View className='offers__note'>{orgName}能帮什么，写在这里，年轻人照着点</View>
        </View>
        {wide && add}
      </View>
      {items.length === 0 ? (
        <Empty id='no-offers' icon='briefcase' text='还没写能帮什么。写一两样最拿手的，比如改简历、借场地' />
      ) : (
        <CellGroup>
          {items.map((service) => (
            <Cell
              key={service.id}
              id={`offer-${service.id}`}
              title={service.name}
              note={service.about}
              value='改'
              onPress={() => setEditing(service)}
            />
          ))}
        </CellGroup>
      )}
      {!wide && <Dock>{add}</Dock>}
      {editing !== null && (
        <OfferSheet orgId={orgId} service={editing === 'new' ? null : editing} onSaved={services.reload} onClose={() => setEditing(null)} />
      )}
    </View>
  )
}

interface OfferSheetProps {
  orgId: string
  /** Null: a new one. */
  service: Service | null
  onSaved(): Promise<void>
  onClose(): void
}

function OfferSheet({ orgId, service, onSaved, onClose }: OfferSheetProps) {
  const [name, setName] = useState(service?.name ?? '')
  const [about, setAbout] = useState(service?.about ?? '')
  const { busy, problem, act } = useDoing(onSaved)
  const short = Array.from(name.trim()).length < NAME_MIN

  const save = () =>
    act(async () => {
      await request('cases.saveService', { orgId, serviceId: service?.id ?? null, name: name.trim(), about: about.trim() })
      toast(service ? '改好了' : '加上了')
      onClose()
    })

  async function end({ id }: Service): Promise<void> {
    if (!(await confirm({ title: '不再提供？', text: '以后点不到这一项，点过的照样办。', ok: '不再提供', danger: true }))) return
    await act(async () => {
      await request('cases.endService', { orgId, serviceId: id })
      toast('撤下了')
      onClose()
    })
  }

  return (
    <Sheet id='offer-sheet' open title={service ? '改一项' : '加一项'} onClose={onClose}>
      <View className='offers__form'>
        <Field label='叫什么' hint={short ? `至少 ${NAME_MIN} 个字` : ''}>
          <TextInput id='offer-name' value={name} maxLength={NAME_MAX} placeholder='比如：帮你改简历' onChange={setName} />
        </Field>
        <Field label='说清楚一点'>
          <TextInput
            id='offer-about'
            value={about}
            lines={4}
            maxLength={ABOUT_MAX}
            placeholder='谁来做、要准备什么、多久能好'
            onChange={setAbout}
          />
        </Field>
        {problem && (
          <Notice id='offer-problem' tone='red' icon='alert'>
            {errorSentence(problem.code, problem.params)}
          </Notice>
        )}
        <Button id='offer-save' busy={busy} disabled={short} onPress={() => void save()}>
          保存
        </Button>
        {service && (
          <Button id='offer-end' kind='danger' size='s' disabled={busy} onPress={() => void end(service)}>
            不再提供
          </Button>
        )}
      </View>
    </Sheet>
  )
}
