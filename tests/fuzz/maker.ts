/** What a maker of valid calls is; the makers themselves stand in the files `makers-….ts`, by feature. */
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { FuzzWorld } from './fuzz-world'
import type { Random } from './random'

/** Whose token and device a call carries. */
export interface CallerKeys {
  token: string
  device: string
}

export interface Made<N extends ProcedureName> {
  caller: CallerKeys | null
  input: InputOf<N>
  /** Called with what the procedure answered, where it did not refuse. */
  learn?: (output: OutputOf<N>) => void
}

export type Maker<N extends ProcedureName> = (fuzz: FuzzWorld, random: Random) => Made<N>

/** The makers of one feature, or of some. */
export type MakersOf<Feature extends string> = { [N in Extract<ProcedureName, `${Feature}.${string}`>]: Maker<N> }

/** A part of a list, of the usual size or another. */
export function page(random: Random): { limit?: number } {
  return random.chance(0.5) ? {} : { limit: 1 + random.below(100) }
}
