import { AppError } from '@core/contract/errors'
import { CLOSING_RULES } from '@core/rules/events/closing'
import { whyNotPublish } from '@core/rules/events/publish'
import { procedure } from '../procedure'

/** Publishes an event for a youth home, with its own secret and one row per place. */
export const publish = procedure('events.publish', async ({ input, person, now, store, services }) => {
  const home = await store.homes.byId(input.homeId)
  if (!home) throw new AppError('not_found')
  const refused = whyNotPublish(input)
  if (refused) throw new AppError(refused)
  const event = { id: services.ids.uuid(now), code: services.ids.publicCode() }
  await store.events.insert([
    {
      ...event,
      orgId: home.orgId,
      homeId: home.id,
      seriesId: null,
      form: input,
      categoryName: input.category,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      enrollFrom: input.enrollFrom,
      enrollUntil: input.enrollUntil,
      shifts: input.shifts,
      status: 'published',
      secret: services.ids.bytes(32),
      lotsSeed: input.byLots ? services.ids.secret(32) : null,
      publishedBy: person.id,
      ruleVersion: CLOSING_RULES,
      now,
    },
  ])
  return { ...event, link: `${services.publicUrl}/#/packages/events/detail/index?code=${event.code}`, status: 'published', others: [] }
})
