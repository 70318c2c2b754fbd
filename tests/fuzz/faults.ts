/** The faults that can be planted in the server under fire, each to be found by another check. */
export const FAULTS = ['planted-fault', 'planted-crash', 'planted-words', 'planted-leak'] as const
export type Fault = (typeof FAULTS)[number]
