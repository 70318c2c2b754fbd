/** The session of tests. */
export const sessionFake = {
  token: null as string | null,
  device: 'AAAAAAAAAAAAAAAAAAAAAA',
  wechatCode: null as string | null,
  reset(): void {
    sessionFake.token = null
    sessionFake.wechatCode = null
  },
}
