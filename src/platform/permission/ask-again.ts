import Taro from '@tarojs/taro'
import { confirm } from '../navigation'
import type { Question } from '../navigation/types'

/** What came of something that needs the person's permission. */
export type Permitted = 'done' | 'given_up' | 'refused' | 'failed'

/** The operator has not named this in the privacy guideline of the mini-program: no person can allow it. */
const NOT_DECLARED = /not declared/i
/** The person said no to WeChat's privacy guideline. It asks again by itself at the next try. */
const PRIVACY = /privacy/i
const FORBIDDEN = /auth|den(y|ied)|permission/i

/**
 * Does something for which WeChat asks a permission. Once refused, WeChat does not ask again: then we do, and lead to its
 * settings. `failed`: something else went wrong, which asking would not change.
 */
export async function withPermission(scope: string, question: Question, act: () => Promise<unknown>): Promise<Permitted> {
  const outcome = await attempt(act)
  if (outcome !== 'forbidden') return outcome
  if (!(await confirm(question)) || !(await allowedNow(scope))) return 'refused'
  const again = await attempt(act)
  return again === 'forbidden' ? 'refused' : again
}

async function attempt(act: () => Promise<unknown>): Promise<Permitted | 'forbidden'> {
  try {
    await act()
    return 'done'
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return 'given_up'
    if (NOT_DECLARED.test(errMsg)) return 'failed'
    if (PRIVACY.test(errMsg)) return 'refused'
    return FORBIDDEN.test(errMsg) ? 'forbidden' : 'failed'
  }
}

async function allowedNow(scope: string): Promise<boolean> {
  try {
    const { authSetting } = await Taro.openSetting()
    return (authSetting as Record<string, boolean | undefined>)[scope] === true
  } catch {
    return false
  }
}
