import type { Screen } from '@core/contract/attendance'
import { now } from '@/platform/clock'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { keepScreen } from '../screen/kept-screens'
import { serverNow } from '../server-clock'

/** Opens the venue's screen with what the phone carries of it, so that its code turns without a network too. */
export function openScreenOf(screen: Screen): void {
  try {
    keepScreen(screen.eventId, { version: 1, screen, wallOffset: serverNow() - now() })
  } catch {
    // A full phone: the screen asks the server.
  }
  open(routes.screen(screen.eventId))
}
