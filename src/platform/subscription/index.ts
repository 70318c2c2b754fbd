import { subscriptionFake } from './fake'

export function canSubscribe(): boolean {
  return subscriptionFake.able
}

export async function askToSend(templateIds: readonly string[]): Promise<string[]> {
  subscriptionFake.asked.push([...templateIds])
  const { allowed } = subscriptionFake
  return allowed === null ? [...templateIds] : templateIds.filter((id) => allowed.includes(id))
}
