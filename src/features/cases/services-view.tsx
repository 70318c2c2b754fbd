import { View } from '@tarojs/components'
import type { Service } from '@core/contract/cases'
import type { OutputOf } from '@core/contract/procedures'
import { Button } from '@/components/button/button'
import { Cell } from '@/components/cell/cell'
import { CellGroup } from '@/components/cell-group/cell-group'
import { Dock } from '@/components/dock/dock'
import { Empty } from '@/components/empty/empty'
import { ErrorState } from '@/components/error-state/error-state'
import { Section } from '@/components/section/section'
import { Skeleton } from '@/components/skeleton/skeleton'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import './services-view.css'

/** 点单: what each organization offers. What is not on the list is ordered in free words. */
export function ServicesView({ services }: { services: Query<OutputOf<'cases.services'>> }) {
  if (services.state === 'failed') return <ErrorState error={services.error} onRetry={() => void services.reload()} />
  if (!services.data) return <Skeleton id='services-loading' rows={5} />
  const { items } = services.data
  return (
    <View className='services-view'>
      {items.length === 0 && <Empty id='services-empty' icon='list' text='还没有组织列出能办的事。想要什么，直接写下来' />}
      {byOrg(items).map(({ orgId, orgName, offers }) => (
        <Section key={orgId} id={`services-${orgId}`} title={orgName}>
          <CellGroup>
            {offers.map(({ id, name, about }) => (
              <Cell
                key={id}
                id={`service-${id}`}
                title={name}
                note={about}
                value='点这个'
                onPress={() => open(routes.writeCase({ kind: 'order', orgId, serviceId: id }))}
              />
            ))}
          </CellGroup>
        </Section>
      ))}
      <Dock>
        <Button id='order-freely' kind={items.length === 0 ? 'primary' : 'plain'} onPress={() => open(routes.writeCase({ kind: 'order' }))}>
          没有想要的？自己写
        </Button>
      </Dock>
    </View>
  )
}

interface Offering {
  orgId: string
  orgName: string
  offers: Service[]
}

/** Services by organization, both in their order. */
export function byOrg(items: readonly Service[]): Offering[] {
  const offerings = new Map<string, Offering>()
  for (const service of items) {
    const { orgId, orgName } = service
    const offering = offerings.get(orgId) ?? { orgId, orgName, offers: [] }
    offering.offers.push(service)
    offerings.set(orgId, offering)
  }
  return [...offerings.values()]
}
