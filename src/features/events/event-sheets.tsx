import type { EventDetail } from '@core/contract/events'
import { errorSentence } from '@core/contract/wording'
import { WordSheet } from '@/components/word-sheet/word-sheet'
import { BirthMonthSheet } from './birth-month-sheet'
import { ageWords } from './conditions'
import { LotsSheet } from './lots-sheet'
import { ShiftSheet } from './shift-sheet'
import type { EventModel } from './use-event'

/** What is asked before it can go on, where something is. */
export function EventSheets({ model, event }: { model: EventModel; event: EventDetail }) {
  const { asking, busy, now } = model
  const close = () => model.ask(null)
  const problem = model.problem && errorSentence(model.problem.code, model.problem.params)
  switch (asking?.about) {
    case 'shift':
      return (
        <ShiftSheet
          shifts={event.shifts}
          now={now}
          onEnroll={(shift) => void model.enroll(shift)}
          onWait={(shift) => void model.wait(shift)}
          onClose={close}
        />
      )
    case 'birth_month':
      return (
        <BirthMonthSheet
          ages={ageWords(event)}
          now={now}
          busy={busy}
          problem={problem}
          onTell={(birthMonth) => void model.tellBirthMonth(birthMonth)}
          onClose={close}
        />
      )
    case 'leave':
      return (
        <WordSheet
          id='leave-sheet'
          title='请假'
          text='位子会马上让给别人，不留记录。想说一句原因也行，只有负责人看得到'
          label='原因（可以不写）'
          placeholder='临时有课'
          min={0}
          max={100}
          submit='请假'
          busy={busy}
          problem={problem}
          onSubmit={(reason) => void model.takeLeave(reason)}
          onClose={close}
        />
      )
    case 'objection':
      return (
        <WordSheet
          id='objection-sheet'
          title='记录不对？'
          text='说说哪里不对，负责人要在 5 个工作日内答复'
          label='哪里不对'
          placeholder='我 17 点才走，时长只记到 16 点'
          min={5}
          max={500}
          submit='提出异议'
          busy={busy}
          problem={problem}
          onSubmit={(text) => void model.object(text)}
          onClose={close}
        />
      )
    case 'lots':
      return <LotsSheet event={event} onClose={close} />
    default:
      return null
  }
}
