import * as z from './zod'
import { IdSchema } from './common'

/** A youth home (青年之家): a place run by an organisation. */
export const HomeSchema = z.object({
  id: IdSchema,
  name: z.string(),
  orgId: IdSchema,
  orgName: z.string(),
  address: z.string(),
  hours: z.string(),
  services: z.array(z.string()),
  /** When the secretary can be met here in person, e.g. 「每周六 9:00–11:30」. Empty: not here. */
  dutyNote: z.string(),
})
export type Home = z.infer<typeof HomeSchema>
export const HomesSchema = z.object({ items: z.array(HomeSchema) })
