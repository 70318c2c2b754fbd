import { gramsOf, isEnoughTyped } from '@core/rules/cases/grams'
import { procedure } from '../procedure'

const MOST = 5

/** Answers of the library to questions like what is being typed; none before there is something to compare. */
export const like = procedure('cases.like', async ({ input, store }) => ({
  items: isEnoughTyped(input.text) ? await store.library.like(gramsOf(input.text), MOST) : [],
}))
