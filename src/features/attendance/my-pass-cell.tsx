import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'

/** The way to 我的码, on 我的. */
export function MyPassCell() {
  return (
    <CellGroup>
      <Cell id='open-pass' icon='qr' title='我的码' note='给门口的工作人员扫，没网也能用' onPress={() => open(routes.pass())} />
    </CellGroup>
  )
}
