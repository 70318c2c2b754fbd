import type { Instant } from '@core/contract/common'
import type { Shift } from '@core/contract/events'
import { spanName } from '@core/rules/shared/calendar'
import { Cell } from '@/components/cell/cell'
import { Sheet } from '@/components/sheet/sheet'
import { shiftWord } from './conditions'

export interface ShiftSheetProps {
  shifts: readonly Shift[]
  now: Instant
  /** A place in a shift is free. */
  onEnroll: (shift: number) => void
  /** A shift is full: there is a line for it. */
  onWait: (shift: number) => void
  onClose: () => void
}

/** Which shift one comes for. One that is over cannot be pressed. */
export function ShiftSheet({ shifts, now, onEnroll, onWait, onClose }: ShiftSheetProps) {
  return (
    <Sheet id='shifts-sheet' open title='哪一班？' onClose={onClose}>
      {shifts.map((shift) => {
        const choose = () => (shift.free === 0 ? onWait(shift.n) : onEnroll(shift.n))
        return (
          <Cell
            key={shift.n}
            id={`shift-${shift.n}`}
            title={shift.label}
            note={spanName(shift.from, shift.to, now)}
            value={shiftWord(shift, now)}
            {...(now < shift.to ? { onPress: choose } : {})}
          />
        )
      })}
    </Sheet>
  )
}
