export interface SessionPlatform {
  /** The log-in token kept on this phone; null where nobody is logged in. */
  readToken(): string | null
  /** Keeps the token of a new log-in; null forgets it. */
  keepToken(token: string | null): void
  /** This phone's own random number (128 bits, base64url): made once, names nobody, binds tickets to the device. */
  deviceId(): string
  /** A fresh `wx.login` code (good for five minutes, once); null where this is not WeChat or WeChat does not answer. */
  wechatCode(): Promise<string | null>
}
