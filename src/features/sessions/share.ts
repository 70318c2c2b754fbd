import type { SessionDetail } from '@core/contract/sessions'
import { datedSpan } from '@core/rules/shared/moments'
import { routes } from '@/platform/navigation/routes'

/** The card that goes into a chat: who receives, where and when. Of what one comes with it says nothing. */
export function shareCard(session: SessionDetail | null): { title: string; path: string } {
  if (!session) return { title: '青年有约：和团委书记面对面', path: routes.meetings() }
  const { host, homeName, startsAt, endsAt, code } = session
  return { title: `${host.name}在${homeName}听你说｜${datedSpan(startsAt, endsAt)}`, path: routes.session(code) }
}

/** The same as text, where there are no cards. */
export function shareText({ host, homeName, address, startsAt, endsAt }: SessionDetail): string {
  return [`和${host.name}（${host.post}）面对面`, datedSpan(startsAt, endsAt), address ? `${homeName}（${address}）` : homeName].join('\n')
}
