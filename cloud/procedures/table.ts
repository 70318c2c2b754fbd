import type { ProcedureName } from '@core/contract/procedures'
import { door } from './attendance/door'
import { openScreen } from './attendance/open-screen'
import { proposeLeave } from './attendance/propose-leave'
import { redeem } from './attendance/redeem'
import { scan } from './attendance/scan'
import { screenState } from './attendance/screen-state'
import { shareScreen } from './attendance/share-screen'
import { walkIn } from './attendance/walk-in'
import { cancel } from './events/cancel'
import { close } from './events/close'
import { closing } from './events/closing'
import { enroll } from './events/enroll'
import { get } from './events/get'
import { leave } from './events/leave'
import { list as listEvents } from './events/list'
import { managed as managedEvents } from './events/managed'
import { mine as myEvents } from './events/mine'
import { publish } from './events/publish'
import { list as listHomes } from './homes/list'
import { managed as managedHomes } from './homes/managed'
import { mine as myHours } from './hours/mine'
import { consent } from './people/consent'
import { demoLogin } from './people/demo-login'
import { demoPeople } from './people/demo-people'
import { logout } from './people/logout'
import { wechatLogin } from './people/wechat-login'
import { who } from './people/who'
import type { Handler, NamedHandler } from './procedure'
import { workbench } from './reports/workbench'
import { mine as myCredits } from './transcript/mine'

type HandlerTable = { [N in ProcedureName]: NamedHandler<N> }

/** Every name of the contract with what answers it; the type says when one is missing. */
export const handlers: HandlerTable = {
  'people.who': who,
  'people.demoPeople': demoPeople,
  'people.demoLogin': demoLogin,
  'people.wechatLogin': wechatLogin,
  'people.logout': logout,
  'people.consent': consent,
  'homes.list': listHomes,
  'homes.managed': managedHomes,
  'events.list': listEvents,
  'events.get': get,
  'events.mine': myEvents,
  'events.managed': managedEvents,
  'events.publish': publish,
  'events.cancel': cancel,
  'events.enroll': enroll,
  'events.leave': leave,
  'events.closing': closing,
  'events.close': close,
  'attendance.scan': scan,
  'attendance.redeem': redeem,
  'attendance.walkIn': walkIn,
  'attendance.proposeLeave': proposeLeave,
  'attendance.door': door,
  'attendance.openScreen': openScreen,
  'attendance.screenState': screenState,
  'attendance.shareScreen': shareScreen,
  'hours.mine': myHours,
  'transcript.mine': myCredits,
  'reports.workbench': workbench,
}

/** The handler of a name, for a caller whose input was parsed by that name's schema. */
export function handlerOf(name: ProcedureName): Handler<ProcedureName> {
  return handlers[name].run as Handler<ProcedureName>
}
