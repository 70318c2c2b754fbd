import type { FileRef, Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { EventForm } from '@core/contract/events'
import type { CategoryItem } from '@core/contract/people'
import { whyNotPublish } from '@core/rules/events/publish'
import { mayUsePicture } from '@cloud/services/picture-access'
import { FIRST_CATEGORIES } from '@cloud/store/settings'
import type { Tables } from '@cloud/store/store'
import type { Call } from '../procedure'

/** What an organization sorts its events by: its own list, else that of the nearest above, else the six to begin with. */
export async function categoriesOf(store: Tables, orgId: string, now: Instant): Promise<CategoryItem[]> {
  return (await store.settings.of(orgId, 'categories', now))?.value.items ?? FIRST_CATEGORIES
}

/** The name of a category in an organization's list. Throws bad_request where it has none of that code. */
export async function categoryNameIn(store: Tables, orgId: string, code: string, now: Instant): Promise<string> {
  const found = (await categoriesOf(store, orgId, now)).find((item) => item.code === code)
  if (!found) throw new AppError('bad_request', { field: 'category' })
  return found.name
}

/** Throws what speaks against an event as its form has it; where it is for one organization, that one must exist. */
export async function checkForm(store: Tables, form: EventForm): Promise<void> {
  const refused = whyNotPublish(form)
  if (refused) throw new AppError(refused.code, refused.params)
  if (form.audience === 'org' && !(await store.orgs.exists(form.audienceOrgId!)))
    throw new AppError('conditions_wrong', { field: 'audienceOrgId' })
}

/** Throws not_a_picture where a cover is neither the caller's own picture nor that of an event they are an officer of. */
export async function checkCover(store: Tables, cover: FileRef | null, personId: string, now: Instant): Promise<void> {
  if (cover === null) return
  const [kept] = await store.files.hold([cover])
  if (!kept || !(await mayUsePicture(store, cover, personId, now))) throw new AppError('not_a_picture')
}

/**
 * Throws content_refused where the platform's check objects to what everybody will read or see of an event. Where none is
 * configured, the officer who publishes has looked.
 */
export async function checkPublicContent(
  { person, openid, store, services }: Pick<Call<'events.publish'>, 'person' | 'openid' | 'store' | 'services'>,
  form: Pick<EventForm, 'title' | 'summary' | 'contact' | 'cover'>,
): Promise<void> {
  const cover = form.cover === null ? null : await store.files.content(form.cover)
  const verdict = await services.checkContent({
    texts: [form.title, form.summary, form.contact].filter((text) => text !== ''),
    pictures: cover ? [cover] : [],
    openid: openid ?? (await store.officers.openidOf(person.id)),
  })
  if (verdict === 'refused') throw new AppError('content_refused')
}

/** Whether what an organization publishes is looked at first by one above it. A root has nobody above. */
export async function isReviewed(store: Tables, orgId: string, now: Instant): Promise<boolean> {
  const setting = await store.settings.of(orgId, 'review', now)
  return setting !== null && setting.value.byParent && (await store.orgs.parentOf(orgId)) !== null
}
