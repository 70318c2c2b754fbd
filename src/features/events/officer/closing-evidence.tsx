import { useState } from 'react'
import { View } from '@tarojs/components'
import type { EvidenceKind } from '@core/contract/attendance'
import type { OutputOf } from '@core/contract/procedures'
import { clockOf, dayName } from '@core/rules/shared/calendar'
import { Button } from '@/components/button/button'
import { Card } from '@/components/card/card'
import { Notice } from '@/components/notice/notice'
import { Picture } from '@/components/picture/picture'
import { Tag } from '@/components/tag/tag'
import { now } from '@/platform/clock'
import { openGallery } from '@/platform/gallery'
import { query } from '@/sync/calls'
import { useQuery } from '@/sync/use-query'
import type { PlannedLine } from './closing-lines'
import { useAskedPictures } from './use-asked-pictures'
import './closing-evidence.css'

type Evidence = OutputOf<'attendance.evidence'>['items'][number]

const KIND_NAMES = { group_photo: '合影', paper_sheet: '签到表' } satisfies Record<EvidenceKind, string>

/** Each picture is some 300 KB: they come in parts. */
const SHOWN = 6

export interface ClosingEvidenceProps {
  eventId: string
  lines: readonly PlannedLine[]
}

/** The photographs that stand for presence nobody's own phone has shown: of a roll call, of a sheet on paper. */
export function ClosingEvidence({ eventId, lines }: ClosingEvidenceProps) {
  const { data, state, reload } = useQuery('attendance.evidence', { eventId })
  const wanted = lines.filter(({ line }) => line.assurance === 'roll_call' || line.assurance === 'paper').length
  if (state === 'failed') {
    return (
      <Notice id='evidence-failed' tone='grey' icon='photo' action='再试一次' onAction={() => void reload()}>
        合影和签到表的照片没取到
      </Notice>
    )
  }
  if (!data || (data.items.length === 0 && wanted === 0)) return null
  return (
    <Card id='closing-evidence'>
      <View className='closing-evidence__head'>
        <View className='closing-evidence__name'>照片凭证</View>
        <Tag tone='grey'>{data.items.length} 张</Tag>
      </View>
      {data.items.length > 0 ? (
        <Pictures eventId={eventId} items={data.items} />
      ) : (
        <View className='closing-evidence__none'>{wanted} 人是点名或按表登记的，没有留照片</View>
      )}
    </Card>
  )
}

function Pictures({ eventId, items }: { eventId: string; items: readonly Evidence[] }) {
  const [shown, setShown] = useState(SHOWN)
  const part = items.slice(0, shown)
  const pictures = useAskedPictures(
    part.map((item) => item.id),
    (evidenceId) => query('attendance.evidencePicture', { eventId, evidenceId }),
  )
  function openAt(index: number) {
    const sources = pictures.flatMap(({ src }) => (src === null ? [] : [src]))
    void openGallery(sources, Math.max(0, sources.indexOf(pictures[index]?.src ?? '')))
  }
  return (
    <>
      <View className='closing-evidence__grid'>
        {part.map((item, index) => (
          <View key={item.id}>
            <Picture
              id={`evidence-${item.id}`}
              src={pictures[index]!.src}
              failed={pictures[index]!.failed}
              shape='square'
              label={`${KIND_NAMES[item.kind]}，${item.by} ${dayName(item.at, now())} ${clockOf(item.at)} 拍`}
              onPress={() => openAt(index)}
            />
            <View className='closing-evidence__what'>
              {KIND_NAMES[item.kind]} · {item.by} {clockOf(item.at)}
            </View>
            {item.note && <View className='closing-evidence__note'>{item.note}</View>}
          </View>
        ))}
      </View>
      {items.length > shown && (
        <Button id='evidence-more' kind='quiet' size='s' className='closing-evidence__more' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, items.length - shown)} 张
        </Button>
      )}
    </>
  )
}
