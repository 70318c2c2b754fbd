import { useState } from 'react'
import { AppError } from '@core/contract/errors'
import type { CategoryItem, Settings, SettingValue } from '@core/contract/people'
import { errorSentence } from '@core/contract/wording'
import { toast } from '@/platform/navigation'
import { request } from '@/sync/calls'
import { isSameList } from './category-list'

/** A change of the settings on its way: first it is made, then it is said why, then it is saved. */
export interface OrgSettings {
  /** The list as it is edited. */
  items: readonly CategoryItem[]
  /** Whether it differs from what holds. */
  changed: boolean
  edit(items: readonly CategoryItem[]): void
  undo(): void
  /** What waits for its reason; null: nothing does. */
  asking: SettingValue | null
  ask(setting: SettingValue | null): void
  busy: boolean
  error: string | null
  save(why: string): Promise<void>
}

/** Edits the settings of an organization. `onSaved` asks for them anew. */
export function useOrgSettings(orgId: string, settings: Settings, onSaved: () => Promise<void>): OrgSettings {
  // Null: nobody has touched the list, and it follows what the server says.
  const [edited, setEdited] = useState<readonly CategoryItem[] | null>(null)
  const [asking, setAsking] = useState<SettingValue | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const standing = settings.categories.items

  async function save(why: string) {
    if (!asking) return
    const length = Array.from(why.trim()).length
    if (length < 2 || length > 200) return setError('写一下为什么改（2 到 200 字），以后查得到')
    setBusy(true)
    setError(null)
    try {
      await request('people.saveSetting', { orgId, setting: asking, why: why.trim() })
      await onSaved()
      if (asking.name === 'categories') setEdited(null)
      setAsking(null)
      toast('改好了，从现在起生效')
    } catch (thrown) {
      const { code, params } = thrown instanceof AppError ? thrown : new AppError('server_error')
      setError(errorSentence(code, params))
    }
    setBusy(false)
  }

  return {
    items: edited ?? standing,
    changed: edited !== null && !isSameList(edited, standing),
    edit: setEdited,
    undo: () => setEdited(null),
    asking,
    ask(setting) {
      setError(null)
      setAsking(setting)
    },
    busy,
    error,
    save,
  }
}
