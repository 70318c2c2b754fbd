/** Where an event's own page is. `publicUrl` without a slash at the end. */
export function linkOfEvent(publicUrl: string, code: string): string {
  return `${publicUrl}/#/packages/events/detail/index?code=${code}`
}
