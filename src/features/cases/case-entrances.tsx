import type { CaseCard } from '@core/contract/cases'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { caseSentence } from './words'

/** On 我的: my cases with how the latest stands, what can be ordered, and where complaints go. Only the first needs a log-in. */
export function CaseCells({ loggedIn, cases }: { loggedIn: boolean; cases: readonly CaseCard[] }) {
  const [latest] = cases
  return (
    <CellGroup>
      {loggedIn && (
        <Cell
          id='open-my-cases'
          icon='edit'
          title='我的诉求'
          note={latest ? caseSentence(latest) : '写给组织的事，办到哪了都在这里'}
          onPress={() => open(routes.myCases())}
        />
      )}
      <Cell id='open-services' icon='list' title='点单' note='各组织能帮你办什么' onPress={() => open(routes.services())} />
      <Cell
        id='open-complaint'
        icon='shield'
        title='投诉建议'
        note='直接交给上级，可以匿名'
        onPress={() => open(routes.writeCase({ kind: 'complaint' }))}
      />
    </CellGroup>
  )
}

/** On 面对面: for whoever cannot come. */
export function WriteInstead() {
  return (
    <CellGroup title='不方便来？'>
      <Cell
        id='write-instead'
        icon='edit'
        title='写给我们'
        note='两个工作日内受理，七个工作日内答复'
        onPress={() => open(routes.writeCase({ kind: 'question' }))}
      />
      <Cell id='order-instead' icon='list' title='点单' note='各组织能帮你办什么' onPress={() => open(routes.services())} />
    </CellGroup>
  )
}
