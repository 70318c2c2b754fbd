import * as z from './zod'
import { IdSchema, InstantSchema } from './common'
import { ManagedEventSchema } from './events'
import { ClockSchema } from './homes'

export const WorkbenchInputSchema = z.object({ orgId: IdSchema })
/** What waits for an officer of this organisation (and below), and what is going on now. */
export const WorkbenchSchema = z.object({
  orgName: z.string(),
  toCloseCount: z.int(),
  pendingCount: z.int(),
  claimCount: z.int(),
  /** Events below that wait for this organization's review. */
  reviewCount: z.int(),
  objectionCount: z.int(),
  /** The objections that are to be answered first; at most 10. */
  objections: z.array(z.object({ eventId: IdSchema, title: z.string(), name: z.string(), dueAt: InstantSchema })),
  /** Rhythms that are due soon or overdue, the most pressing first. */
  clocks: z.array(ClockSchema),
  /** A year whose public holidays are not known here: due dates count Monday to Friday. */
  unknownYear: z.nullable(z.int()),
  running: z.array(ManagedEventSchema),
  toClose: z.array(ManagedEventSchema),
  coming: z.array(ManagedEventSchema),
})
export type Workbench = z.infer<typeof WorkbenchSchema>
