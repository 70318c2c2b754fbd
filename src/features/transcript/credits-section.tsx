import type { MyCredits } from '@core/contract/transcript'
import { Section } from '@/components/section/section'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import type { Query } from '@/sync/use-query'
import { CreditsCard } from './credits-card'

/** 第二课堂 on 我的: credits by module. */
export function CreditsSection({ credits }: { credits: Query<MyCredits> }) {
  return (
    <Section id='credits' title='第二课堂' more='每一笔' onMore={() => open(routes.record('credits'))}>
      <CreditsCard credits={credits} />
    </Section>
  )
}
