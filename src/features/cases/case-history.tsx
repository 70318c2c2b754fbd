import { View } from '@tarojs/components'
import type { CaseEntry, CaseKind } from '@core/contract/cases'
import type { Instant } from '@core/contract/common'
import { momentName } from '@core/rules/shared/moments'
import { classes } from '@/components/classes'
import { CaseFiles } from './case-files'
import { stepName } from './words'
import './case-history.css'

export interface CaseHistoryProps {
  kind: CaseKind
  entries: readonly CaseEntry[]
  now: Instant
}

/** What happened to a case, from the first to the last; nobody edits it. Each line has the id `entry-<n>`, counted from 1. */
export function CaseHistory({ kind, entries, now }: CaseHistoryProps) {
  return (
    <View id='case-history' className='case-history'>
      {entries.map((entry, index) => (
        <View
          key={entry.id}
          id={`entry-${index + 1}`}
          className={classes(
            'case-history__entry',
            entry.mine && 'case-history__entry--mine',
            entry.step === 'note' && 'case-history__entry--note',
          )}
        >
          <View className='case-history__dot' />
          <View className='case-history__words'>
            <View className='case-history__head'>
              <View className='case-history__by'>{[entry.by, stepName(entry, kind)].filter(Boolean).join(' ')}</View>
              <View className='case-history__at'>{momentName(entry.at, now)}</View>
            </View>
            {entry.text !== '' && <View className='case-history__text'>{entry.text}</View>}
            <CaseFiles id={`entry-${index + 1}-files`} files={entry.files} />
          </View>
        </View>
      ))}
    </View>
  )
}
