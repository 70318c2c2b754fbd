import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Changes what a home's page says. A new cover is one that the caller handed in; the old one stops being public. */
export const edit = procedure('homes.edit', async ({ input, person, openid, store, services }) => {
  const home = await store.homes.byId(input.homeId)
  if (!home) throw new AppError('not_found')
  const { cover } = input
  const isNew = cover !== null && cover !== home.cover
  const picture = isNew && cover.startsWith(`${person.id}/`) ? await store.files.content(cover) : null
  if (isNew && !picture) throw new AppError('not_a_picture')
  // Before anything is locked: the platform may take its time.
  const texts = [input.address, input.hours, ...input.services, input.about]
  const author = openid ?? (await store.officers.openidOf(person.id))
  const verdict = await services.checkContent({ texts, pictures: picture ? [picture] : [], openid: author })
  if (verdict === 'refused') throw new AppError('content_refused')

  await store.homes.lock(home.id)
  if (cover !== null && (await store.files.hold([cover])).length === 0) throw new AppError('not_a_picture')
  const before = await store.homes.byId(home.id)
  await store.homes.edit(home.id, { ...input, services: [...new Set(input.services)] })
  if (cover) await store.files.show([cover])
  if (before?.cover && before.cover !== cover) await store.files.hideUnused([before.cover])
  return {}
})
