/**
 * What an element is, for those who do not see it. The web reads `role` and `aria-…`; WeChat reads `aria-role` and
 * `aria-label` (which the build adds to its templates). Spread the result on an element.
 */
export interface Semantics {
  role?:
    | 'button'
    | 'link'
    | 'checkbox'
    | 'radio'
    | 'radiogroup'
    | 'group'
    | 'switch'
    | 'tab'
    | 'tablist'
    | 'dialog'
    | 'img'
    | 'status'
    | 'alert'
    | 'progressbar'
    | 'list'
    | 'listitem'
    | 'row'
    | 'heading'
  label?: string
  checked?: boolean
  selected?: boolean
  disabled?: boolean
  hidden?: boolean
}

const WECHAT = process.env.TARO_ENV === 'weapp'

/** For a long text with nothing to press in it: whoever scrolls with keys has to be able to stand in it. */
export const STANDABLE: Record<string, number> = WECHAT ? {} : { tabIndex: 0 }

export function semantics({ role, label, checked, selected, disabled, hidden }: Semantics): Record<string, string> {
  const attributes: Record<string, string> = {}
  if (role) attributes[WECHAT ? 'aria-role' : 'role'] = role
  // The title of the page is the first level; below it there is one more.
  if (role === 'heading' && !WECHAT) attributes['aria-level'] = '2'
  if (label) attributes['aria-label'] = label
  if (checked !== undefined) attributes['aria-checked'] = String(checked)
  if (disabled) attributes['aria-disabled'] = 'true'
  // WeChat reads neither of these, and each would be sent to its render thread.
  if (!WECHAT && selected !== undefined) attributes['aria-selected'] = String(selected)
  if (!WECHAT && hidden) attributes['aria-hidden'] = 'true'
  return attributes
}
