import type { CaseCard } from '@core/contract/cases'
import { CASE_KIND_NAMES, TOPIC_NAMES } from '@core/contract/names'
import { Cell } from '@/components/cell/cell'
import { Tag } from '@/components/tag/tag'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { caseSentence, caseWord } from './words'

/** One of my cases as a line of a list. */
export function CaseCell({ item }: { item: CaseCard }) {
  const word = caseWord(item)
  return (
    <Cell
      id={`case-${item.id}`}
      title={item.excerpt || TOPIC_NAMES[item.topic]}
      note={`${CASE_KIND_NAMES[item.kind]} · ${caseSentence(item)}`}
      tag={<Tag tone={word.tone}>{word.text}</Tag>}
      arrow={false}
      onPress={() => open(routes.myCase(item.id))}
    />
  )
}
