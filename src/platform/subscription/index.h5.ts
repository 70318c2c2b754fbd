/** A browser brings no messages once the page is closed. */
export function canSubscribe(): boolean {
  return false
}

export async function askToSend(_templateIds: readonly string[]): Promise<string[]> {
  return []
}
