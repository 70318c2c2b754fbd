import * as z from './zod'
import { IdSchema } from './common'
import { ManagedEventSchema } from './events'

export const WorkbenchInputSchema = z.object({ orgId: IdSchema })
/** What waits for an officer of this organisation (and below), and what is going on now. */
export const WorkbenchSchema = z.object({
  orgName: z.string(),
  toCloseCount: z.int(),
  pendingCount: z.int(),
  claimCount: z.int(),
  running: z.array(ManagedEventSchema),
  toClose: z.array(ManagedEventSchema),
  coming: z.array(ManagedEventSchema),
})
export type Workbench = z.infer<typeof WorkbenchSchema>
