import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { logIn } from './log-in'
import { presentMe } from './present'

/**
 * Logs in with WeChat. In the cloud host the platform vouches for the openid and no token is needed; elsewhere the code of
 * `wx.login` is exchanged for it (5 minutes, once).
 */
export const wechatLogin = procedure('people.wechatLogin', async (call) => {
  const { input, now, openid, root, services } = call
  if (openid === null && input.code === undefined) throw new AppError('bad_request', { field: 'code' })
  const subject = openid ?? (await services.openidForCode(input.code!))
  const person = await root.transaction((tx) => tx.people.forIdentity('wechat', subject, services.ids.uuid(now), now))
  return openid === null ? logIn(person, call) : { token: null, me: await presentMe(root, person, now) }
})
