/** What the full screen says of a code that was held up to an officer's phone: colour, sign and words, to be read at arm's length. */
import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import { errorSentence } from '@core/contract/wording'
import { clockOf, dayName, dayOf } from '@core/rules/shared/calendar'
import type { IconName } from '@/components/icon/names'
import { headline, type Headline } from '../sentence'
import type { Verdict } from './reverse-scan'

export interface VerdictWords extends Headline {
  tone: 'green' | 'gold' | 'red' | 'blue'
  icon: IconName
}

const OTHERS = {
  code: { title: '这是大屏的码', text: '它是给来的人扫的。请对方打开「我的码」' },
  home: { title: '这是青年之家的海报', text: '它是给来的人扫的。请对方打开「我的码」' },
} as const

/** Where the sentence of the table is said to a young person, and an officer needs another one. */
const TO_OFFICER: Partial<Record<ErrorCode, string>> = {
  sign_in_closed: '签到时间过了，完结的时候再补',
  sign_out_closed: '签退时间过了，完结的时候再定',
  invalid_time: '手机时间不准，在设置里把时间设为自动再扫',
  not_signed_in: '这部手机上没有 TA 的签到，先切到「签到」登记，再签退',
}

/** A verdict in words. `now`: what time it is. */
export function verdictWords(verdict: Verdict, purpose: Purpose, now: Instant): VerdictWords {
  const [done, what] = purpose === 'sign_in' ? ['看看脸，对得上就请进', '签到'] : ['签退好了，慢走', '签退']
  switch (verdict.kind) {
    case 'record':
      return { tone: 'green', icon: 'check', title: verdict.holder.name, text: done }
    case 'ask':
      return {
        tone: 'gold',
        icon: 'alert',
        title: verdict.holder.name,
        text: verdict.walkIns ? '没有报名，现场可以进' : '没有报名，这场要先报名',
      }
    case 'repeat':
      return { tone: 'blue', icon: 'check', title: verdict.holder.name, text: `${momentOf(verdict.at, now)} 已经${what}了，不用再扫` }
    case 'refused':
      return refusalWords(verdict.code, verdict.params, verdict.holder?.name)
    case 'other':
      return { tone: 'blue', icon: 'alert', ...OTHERS[verdict.what] }
  }
}

/** A refusal, of the phone itself or of the server, about somebody whose name may be known. */
export function refusalWords(code: ErrorCode, params: ErrorParams, name?: string): VerdictWords {
  const sentence = TO_OFFICER[code] ?? errorSentence(code, params)
  const words = name === undefined ? headline(sentence) : { title: name, text: sentence }
  return { tone: 'red', icon: code === 'pass_expired' || code === 'too_early' ? 'clock' : 'alert', ...words }
}

function momentOf(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}
