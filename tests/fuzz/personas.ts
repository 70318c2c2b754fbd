/** Who calls, besides ordinary people: every relation that a caller may have to the township where things happen. */
export const PERSONAS = [
  'nobody',
  'guest',
  'unconsented',
  'person',
  'helper',
  'officer',
  'secretary',
  /** An officer of another township. */
  'stranger',
  /** An officer whose time is over. */
  'expired',
] as const
export type Persona = (typeof PERSONAS)[number]
