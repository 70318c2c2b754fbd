/**
 * The one import of the schema library: `import * as z from './zod'`. `zod/mini`, re-exported name by name so that a bundle
 * carries only what is used (28 KB against 432 KB); `jitless` keeps it from building functions out of strings, which WeChat
 * forbids.
 */
import { config } from 'zod/mini'

config({ jitless: true })

export * from 'zod/mini'
