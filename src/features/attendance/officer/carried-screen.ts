import type { Screen } from '@core/contract/attendance'
import { open } from '@/platform/navigation'
import { routes } from '@/platform/navigation/routes'
import { keepScreen } from '../screen/kept-screens'
import { useServerClock } from '../server-clock'

/**
 * Opens the venue's screen with what the phone carries of it, so that its code turns without a network too: by the offset to
 * the server's clock that the phone has measured, whenever that was.
 */
export function openScreenOf(screen: Screen): void {
  const { known } = useServerClock.getState()
  try {
    keepScreen(screen.eventId, { version: 1, screen, wallOffset: known?.offset ?? 0, wallError: known?.error })
  } catch {
    // A full phone: the screen asks the server.
  }
  open(routes.screen(screen.eventId))
}
