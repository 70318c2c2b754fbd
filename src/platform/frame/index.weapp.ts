/** WeChat draws its own bars, by app.json and theme.json. */
export function dressFrame(): void {
  return undefined
}
