import { AppError } from '@core/contract/errors'
import { fileName } from '@cloud/services/printing/archive'
import { printDrawablePoster } from '@cloud/services/printing/pdf/drawable-poster'
import { procedure } from '../procedure'

/** The printed code of a home, made once, on a sheet for its wall. */
export const poster = procedure('homes.poster', async ({ input, now, store, services }) => {
  const home = await store.homes.byId(input.homeId)
  if (!home) throw new AppError('not_found')
  const code = await store.homes.codeOf(home.id, services.ids.publicCode(), now)
  const link = `${services.publicUrl}/q/h/${code}`
  const sheet = {
    title: home.name,
    when: home.hours || '扫码看开放时间',
    where: home.address || home.name,
    howToJoin: '微信扫一扫，看看近期活动。来了也扫一下，记一次到访；有活动时可以签到。',
    link,
    signsIn: true,
    organizer: home.orgName,
    contact: home.dutyNote || '到青年之家问一声',
  }
  const pdf = await printDrawablePoster(sheet)
  return { code, link, name: fileName(`${home.name} 海报`, 'pdf'), mime: 'application/pdf', base64: pdf.toString('base64') }
})
