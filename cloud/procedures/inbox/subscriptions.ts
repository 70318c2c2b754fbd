import { SUBSCRIPTION_USES } from '@core/contract/inbox'
import { procedure } from '../procedure'

/** What WeChat may be asked to send the caller. */
export const subscriptions = procedure('inbox.subscriptions', async ({ services }) => {
  const { templates } = services
  return { templates: SUBSCRIPTION_USES.flatMap((use) => (templates[use] ? [{ use, templateId: templates[use].id }] : [])) }
})
