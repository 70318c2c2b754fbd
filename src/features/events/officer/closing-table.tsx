import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '@/components/button/button'
import { Table, type TableColumn } from '@/components/table/table'
import { ConfirmChoice, LeaveChoice } from './closing-choices'
import { GROUPS, SHOWN } from './closing-groups'
import { destination, presenceText, recordedText, remarks, type PlannedLine } from './closing-lines'
import { SettledMark } from './settled-mark'
import type { ClosingWork } from './use-closing'
import './closing-table.css'

/** The lines of a closing on a desk; what waits for the officer is marked. */
export function ClosingTable({ work, lines }: { work: ClosingWork; lines: readonly PlannedLine[] }) {
  const [shown, setShown] = useState(SHOWN)
  const columns: TableColumn<PlannedLine>[] = [
    {
      key: 'name',
      title: '姓名',
      width: '1fr',
      render: (one) => (
        <View className='closing-table__name'>
          {one.line.name}
          <SettledMark one={one} />
        </View>
      ),
    },
    {
      key: 'presence',
      title: '在场',
      width: '2fr',
      render: (one) => (
        <>
          <View>{presenceText(work.closing, one)}</View>
          <View className='closing-table__recorded'>{recordedText(one)}</View>
        </>
      ),
    },
    { key: 'amount', title: '记入', width: '1.7fr', render: destination },
    {
      key: 'group',
      title: '去向',
      width: '2.2fr',
      render: (one) => (
        <>
          <View>{GROUPS[one.group].title}</View>
          {remarks(one).map((word) => (
            <View key={word} className='closing-table__remark'>
              {word}
            </View>
          ))}
        </>
      ),
    },
    // Where nothing is to be chosen, the reasons have its room.
    ...(lines.some(toChoose)
      ? [
          {
            key: 'choice',
            title: '',
            width: '176px',
            align: 'end' as const,
            render: (one: PlannedLine) => <Choice work={work} one={one} />,
          },
        ]
      : []),
  ]
  return (
    <>
      <Table
        id='line'
        label='完结明细'
        columns={columns}
        rows={lines.slice(0, shown)}
        rowKey={(one) => one.line.personId}
        tone={(one) => (toChoose(one) ? 'gold' : undefined)}
      />
      {lines.length > shown && (
        <Button id='line-more' kind='quiet' size='s' className='closing-table__more' onPress={() => setShown(shown + SHOWN)}>
          再看 {Math.min(SHOWN, lines.length - shown)} 人
        </Button>
      )}
    </>
  )
}

/** What waits for the officer. */
function toChoose({ group }: PlannedLine): boolean {
  return group === 'pending' || group === 'no_sign_out'
}

function Choice({ work, one }: { work: ClosingWork; one: PlannedLine }) {
  if (!toChoose(one)) return null
  return (
    <View className='closing-table__choice'>
      {one.group === 'pending' ? <ConfirmChoice work={work} one={one} /> : <LeaveChoice work={work} one={one} />}
    </View>
  )
}
