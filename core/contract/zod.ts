/**
 * The one import of the schema library. `zod/mini` keeps the bundle small (24 KB against 454 KB), and `jitless` keeps it
 * from building functions out of strings, which WeChat forbids.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
