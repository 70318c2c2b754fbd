import { procedure } from '../procedure'

/** The photographs of who was there, without the pictures themselves. */
export const evidence = procedure('attendance.evidence', async ({ input, store }) => ({ items: await store.evidence.of(input.eventId) }))
