import { sessionFake } from './fake'

export function readToken(): string | null {
  return sessionFake.token
}

export function keepToken(token: string | null): void {
  sessionFake.token = token
}

export function deviceId(): string {
  return sessionFake.device
}

export async function wechatCode(): Promise<string | null> {
  return sessionFake.wechatCode
}
