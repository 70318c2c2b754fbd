import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Home } from '@core/contract/homes'
import { hoursText } from '@core/rules/shared/amounts'
import { clockOf, dayOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Cell } from '@/components/cell/cell'
import { CheckLine } from '@/components/check-line/check-line'
import { PickerField } from '@/components/picker-field/picker-field'
import { Sheet } from '@/components/sheet/sheet'
import { useQuery } from '@/sync/use-query'
import { formSpan, withDay, withHome, withStart } from './publish-form'
import { ClockPicker, DayPicker, Line } from './publish-line'
import { SeriesPart } from './publish-series-part'
import { ShiftsPart } from './publish-shifts-part'
import type { EventFormModel } from './use-event-form'
import './publish-parts.css'

export interface WhenPartProps {
  model: EventFormModel
  homes: readonly Home[]
  /** One event that exists already: neither a series nor several homes. */
  single: boolean
}

/** When and where: homes, day and times, the days it comes again, and shifts. */
export function WhenAndWhere({ model, homes, single }: WhenPartProps) {
  const { form, errors, change } = model
  const { startsAt, endsAt } = formSpan(form)
  const overnight = dayOf(startsAt) !== dayOf(endsAt)
  const minutes = Math.round((endsAt - startsAt) / MINUTE_MS)
  const chosen = homes.findIndex((home) => home.id === form.homeId)
  return (
    <>
      <Card className='publish__card publish__card--lines'>
        <Line error={errors.homeId}>
          <PickerField
            id='publish-home'
            label='青年之家'
            mode='selector'
            range={homes.map((home) => home.name)}
            selected={chosen < 0 ? undefined : chosen}
            value={homes[chosen]?.name ?? ''}
            onChange={(index) => change(withHome(form, homes[Number(index)]?.id ?? form.homeId))}
          />
        </Line>
        {!single && <InWhoseName model={model} homes={homes} />}
        {!single && homes.length > 1 && <AlsoHomes model={model} homes={homes} />}
      </Card>
      <Card className='publish__card publish__card--lines'>
        <DayPicker id='publish-day' label='日期' day={form.day} onChange={(day) => change(withDay(form, day))} />
        <ClockPicker id='publish-from' label='开始' clock={form.from} onChange={(from) => change(withStart(form, from))} />
        <Line error={errors.time}>
          <ClockPicker
            id='publish-to'
            label='结束'
            clock={form.to}
            text={`${overnight ? '次日 ' : ''}${clockOf(endsAt)}（共 ${hoursText(minutes)} 小时）`}
            onChange={(to) => change({ ...form, to })}
          />
        </Line>
        {!single && <SeriesPart model={model} />}
      </Card>
      <ShiftsPart model={model} />
    </>
  )
}

/** Social organizations that live in the home hold events of their own. */
function InWhoseName({ model: { form, errors, change }, homes }: Pick<WhenPartProps, 'model' | 'homes'>) {
  const { data } = useQuery(form.homeId ? 'homes.get' : null, { homeId: form.homeId })
  const residents = (data?.residents ?? []).flatMap(({ orgId, name }) => (orgId === null ? [] : [{ orgId, name }]))
  if (residents.length === 0) return null
  const home = homes.find(({ id }) => id === form.homeId)
  const names = [{ orgId: null, name: home?.orgName ?? '青年之家所在的组织' }, ...residents]
  const chosen = Math.max(
    0,
    names.findIndex(({ orgId }) => orgId === form.orgId),
  )
  return (
    <Line error={errors.orgId}>
      <PickerField
        id='publish-org'
        label='以谁的名义'
        mode='selector'
        range={names.map(({ name }) => name)}
        selected={chosen}
        value={names[chosen]!.name}
        onChange={(index) => change({ ...form, orgId: names[Number(index)]?.orgId ?? null })}
      />
    </Line>
  )
}

function AlsoHomes({ model: { form, change }, homes }: Pick<WhenPartProps, 'model' | 'homes'>) {
  const [open, setOpen] = useState(false)
  const others = homes.filter((home) => home.id !== form.homeId)
  const count = form.alsoHomes.length
  return (
    <>
      <Cell
        id='publish-also-homes'
        title='别的青年之家也办'
        value={count > 0 ? `还有 ${count} 个` : '不办'}
        onPress={() => setOpen(true)}
      />
      <Sheet id='also-homes' open={open} title='同一天，在这些家各办一场' onClose={() => setOpen(false)}>
        <View className='publish__check'>
          {others.map((home) => {
            const checked = form.alsoHomes.includes(home.id)
            const rest = form.alsoHomes.filter((id) => id !== home.id)
            return (
              <CheckLine
                key={home.id}
                id={`also-${home.id}`}
                label={home.name}
                note={home.address}
                checked={checked}
                onChange={(also) => change({ ...form, alsoHomes: also ? [...rest, home.id] : rest })}
              />
            )
          })}
        </View>
        <Button id='also-homes-done' onPress={() => setOpen(false)}>
          好了
        </Button>
      </Sheet>
    </>
  )
}
