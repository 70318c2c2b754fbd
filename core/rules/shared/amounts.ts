/** How amounts are said: service time is kept in whole minutes, credits in hundredths (domain.md, 「Units」). */

/** Minutes as hours with at most two decimals: 750 → `12.5`, 20 → `0.33`. */
export function hoursText(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100)
}

/** Hundredths as credits with two decimals: 25 → `0.25`. */
export function creditText(hundredths: number): string {
  return (hundredths / 100).toFixed(2)
}
