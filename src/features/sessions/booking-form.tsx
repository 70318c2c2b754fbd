import type { ReactNode } from 'react'
import { ScrollView, View } from '@tarojs/components'
import { TOPIC_NAMES, TOPICS } from '@core/contract/names'
import type { SessionCard, SessionDetail, Slot } from '@core/contract/sessions'
import { WORDING } from '@core/contract/wording'
import { speaksOfDistress } from '@core/rules/cases/distress'
import { clockOf, dayNumberOf, monthNameOf } from '@core/rules/shared/calendar'
import { Chips } from '@/components/chips/chips'
import { classes } from '@/components/classes'
import { Field } from '@/components/field/field'
import { Notice } from '@/components/notice/notice'
import { Pressable } from '@/components/pressable/pressable'
import { semantics } from '@/components/pressable/semantics'
import { Section } from '@/components/section/section'
import { SwitchField } from '@/components/switch-field/switch-field'
import { TextInput } from '@/components/text-input/text-input'
import { MOST_WORDS } from './matter'
import { slotsAhead } from './stage'
import { mayChoose, type DutySessionModel } from './use-duty-session'
import { clockSpan } from './words'
import './booking-form.css'

/** A tile of a day with the space around it. */
const DAY_PX = 80
const TOPIC_ITEMS = TOPICS.map((key) => ({ key, label: TOPIC_NAMES[key] }))

export interface BookingFormProps {
  model: DutySessionModel
  session: SessionDetail
  /** What others have asked like this, above the question. */
  likeAnswers?: ((question: string, found: () => void) => ReactNode) | undefined
}

/** Which day, which slot, and what I come with. */
export function BookingForm({ model, session, likeAnswers }: BookingFormProps) {
  const { form, now } = model
  const { topic, question, anonymous } = form.matter
  const written = Array.from(question.trim()).length
  return (
    <View className='booking-form'>
      {!model.changing && <Days model={model} session={session} />}
      <Section id='session-when' title='什么时间' more={clockSpan(session.startsAt, session.endsAt, now)}>
        <View className='booking-form__slots' {...semantics({ role: 'radiogroup', label: '时段' })}>
          {slotsAhead(session.slots, now).map((slot) => (
            <SlotTile
              key={slot.no}
              slot={slot}
              mine={session.booking?.state === 'booked' && session.booking.slotNo === slot.no}
              chosen={form.slot?.no === slot.no}
              choosable={mayChoose(slot, session.booking, now)}
              onChoose={() => form.chooseSlot(slot.no)}
            />
          ))}
        </View>
      </Section>
      <Section title='想聊什么'>
        <Chips
          id='topic'
          single
          label='想聊什么'
          items={TOPIC_ITEMS}
          value={topic === null ? [] : [topic]}
          onChange={([chosen]) => form.write({ topic: chosen ?? null })}
        />
        {likeAnswers?.(question, model.found)}
        <View className='booking-form__fields'>
          <Field label='说两句，好让接待的人先准备' hint={`可以不写 · ${written} / ${MOST_WORDS}`}>
            <TextInput
              id='question'
              lines={4}
              maxLength={MOST_WORDS}
              value={question}
              placeholder='毕业想留在县里创业，青年人才公寓怎么申请？'
              onChange={(text) => form.write({ question: text })}
            />
          </Field>
          <SwitchField
            id='anonymous'
            label='匿名'
            note='只有接待的人知道是你，别人看到的是「匿名青年」'
            value={anonymous}
            onChange={(value) => form.write({ anonymous: value })}
          />
        </View>
        {(topic === 'life' || speaksOfDistress(question)) && (
          <Notice id='distress' tone='blue' icon='heart' className='booking-form__distress'>
            {WORDING.distress}
          </Notice>
        )}
      </Section>
    </View>
  )
}

/** The coming sessions of this home, to change between with one press. One alone is no choice. */
function Days({ model: { siblings, look, now }, session }: { model: DutySessionModel; session: SessionDetail }) {
  const open = siblings.filter((each) => each.id === session.id || (each.cancelReason === null && now < each.endsAt))
  // One that is far ahead is not among the next ones.
  const days = open.some(({ id }) => id === session.id) ? open : [...open, session]
  if (days.length < 2) return null
  // The one before it stays in sight, so that one sees that there is more.
  const at = Math.max(
    1,
    days.findIndex(({ id }) => id === session.id),
  )
  return (
    <Section id='session-days' title='哪一天' more={session.homeName}>
      <ScrollView scrollX enhanced showScrollbar={false} scrollLeft={DAY_PX * (at - 1)} className='booking-form__strip'>
        <View className='booking-form__days' {...semantics({ role: 'tablist', label: '哪一天' })}>
          {days.map((each) => (
            <DayTile key={each.id} session={each} chosen={each.id === session.id} onChoose={() => look(each.id)} />
          ))}
        </View>
      </ScrollView>
    </Section>
  )
}

interface DayTileProps {
  session: SessionCard
  chosen: boolean
  onChoose: () => void
}

function DayTile({ session, chosen, onChoose }: DayTileProps) {
  const word = freeWord(session)
  return (
    <Pressable
      id={`look-${session.code}`}
      role='tab'
      selected={chosen}
      className={classes('booking-form__day', chosen && 'booking-form__day--on')}
      onPress={onChoose}
    >
      <View className='booking-form__month'>{monthNameOf(session.startsAt)}</View>
      <View className='booking-form__number'>{dayNumberOf(session.startsAt)}</View>
      <View className='booking-form__free'>{word}</View>
    </Pressable>
  )
}

function freeWord({ mine, free }: SessionCard): string {
  if (mine?.state === 'booked') return '已约'
  return free > 0 ? `余 ${free}` : '约满'
}

interface SlotTileProps {
  slot: Slot
  mine: boolean
  chosen: boolean
  choosable: boolean
  onChoose: () => void
}

/** A slot. A full one says so, and cannot be pressed. */
function SlotTile({ slot, mine, chosen, choosable, onChoose }: SlotTileProps) {
  const word = mine ? '我的' : slot.free === 0 ? '满' : slot.places > 1 ? `余 ${slot.free}` : ''
  return (
    <Pressable
      id={`slot-${slot.no}`}
      role='radio'
      checked={chosen}
      disabled={!choosable}
      className={classes('booking-form__slot', chosen && 'booking-form__slot--on', !choosable && 'booking-form__slot--off')}
      onPress={onChoose}
    >
      <View className='booking-form__clock'>{clockOf(slot.startsAt)}</View>
      {word !== '' && <View className='booking-form__left'>{word}</View>}
    </Pressable>
  )
}
