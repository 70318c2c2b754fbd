import * as z from './zod'
import { IdSchema, InstantSchema } from './common'
import { PageSchema } from './envelope'
import { ModuleSchema } from './events'
import { ClaimSchema, EvidenceSchema } from './hours'

/** One line of the credit ledger; credits in hundredths. */
export const CreditLineSchema = z.object({
  id: IdSchema,
  module: ModuleSchema,
  hundredths: z.int(),
  postedAt: InstantSchema,
  evidence: EvidenceSchema,
})
export type CreditLine = z.infer<typeof CreditLineSchema>

export const MyCreditsInputSchema = z.object({ ...PageSchema })
export const MyCreditsSchema = z.object({
  totalHundredths: z.int(),
  claimedHundredths: z.int(),
  /** Sums by module, in the order of `MODULES`; modules without a line are there with 0. */
  modules: z.array(z.object({ module: ModuleSchema, hundredths: z.int() })),
  claims: z.array(ClaimSchema),
  items: z.array(CreditLineSchema),
  next: z.nullable(z.string()),
})
export type MyCredits = z.infer<typeof MyCreditsSchema>
