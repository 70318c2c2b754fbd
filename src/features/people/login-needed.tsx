import { Empty } from '@/components/empty/empty'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'

/** In place of what belongs to a person, while nobody is logged in. */
export function LoginNeeded() {
  return <Empty id='login-needed' icon='user' text='登录后，你的记录都在这里' action='登录' onAction={() => open(routes.login())} />
}
