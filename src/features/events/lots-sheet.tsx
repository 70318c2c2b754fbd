import { View } from '@tarojs/components'
import type { EventDetail } from '@core/contract/events'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Sheet } from '@/components/sheet/sheet'
import { copy } from '@/platform/navigation'
import { useSession } from '@/sync/session'
import './event-sheets.css'

/** 「怎么抽的」: how lots are drawn so that nobody can choose them, and what one needs to check it. */
export function LotsSheet({ event, onClose }: { event: EventDetail; onClose: () => void }) {
  const me = useSession((state) => state.person?.id ?? null)
  return (
    <Sheet id='lots-sheet' open title='怎么抽的' onClose={onClose}>
      <View className='event-sheet'>
        <View className='event-sheet__text'>
          谁先谁后，由一串随机数字（种子）定。报名时就公布它的指纹，抽完公布它本身：谁都不能提前挑，抽完也改不了。
        </View>
        {event.firstTimerPercent > 0 && (
          <View className='event-sheet__text'>{`前 ${event.firstTimerPercent}% 的名额先给第一次来的，其余大家一起排。`}</View>
        )}
        <CellGroup>
          {event.lotsSeedHash !== null && <HashCell id='lots-hash' title='种子的指纹' text={event.lotsSeedHash} />}
          {event.lotsSeed === null ? (
            <Cell id='lots-seed' title='种子' note='抽完公布' />
          ) : (
            <HashCell id='lots-seed' title='种子' text={event.lotsSeed} />
          )}
          {me !== null && <HashCell id='lots-me' title='你的编号' text={me} />}
        </CellGroup>
        <View className='event-sheet__aside'>想自己算一遍：「种子|编号」的 SHA-256 从小到大，就是先后；种子的 SHA-256 就是指纹。</View>
      </View>
    </Sheet>
  )
}

function HashCell({ id, title, text }: { id: string; title: string; text: string }) {
  return (
    <Cell
      id={id}
      title={title}
      note={<View className='event-sheet__hash'>{text}</View>}
      label={`${title}，点一下复制`}
      arrow={false}
      onPress={() => void copy(text)}
    />
  )
}
