import type { ErrorParams } from '@core/contract/errors'
import { fill } from '@core/contract/wording'

/** A sentence of the wording table on a full screen: what happened in large letters, what to do below. */
export interface Headline {
  title: string
  text: string
}

/**
 * Parts a sentence at its first stop. The template is parted before it is filled, so that a comma in the title of an
 * event stays where it is.
 */
export function headline(template: string, params: ErrorParams = {}): Headline {
  const stop = /[，。：？]/.exec(template)
  if (!stop) return { title: fill(template, params), text: '' }
  const mark = stop[0] === '？' ? '？' : ''
  return {
    title: fill(template.slice(0, stop.index) + mark, params),
    text: fill(template.slice(stop.index + 1), params).replace(/^[，。：]+/, ''),
  }
}
