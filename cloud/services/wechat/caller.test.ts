import { openidOfContext, openidOfHeaders } from './caller'

const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'

test('the mini-program’s call names its person, also through another function', () => {
  expect(openidOfContext({ OPENID, SOURCE: 'wx_client' })).toBe(OPENID)
  expect(openidOfContext({ OPENID, SOURCE: 'wx_devtools' })).toBe(OPENID)
  expect(openidOfContext({ OPENID, SOURCE: 'wx_client,scf' })).toBe(OPENID)
  expect(openidOfContext({ OPENID })).toBe(OPENID)
})

test('a timer, an HTTP call or a crawler speaks for nobody, even with an openid left over', () => {
  for (const SOURCE of ['wx_trigger', 'wx_http', 'wx_crawler', 'wx_unknown', 'scf', 'scf,wx_client']) {
    expect(openidOfContext({ OPENID, SOURCE })).toBeNull()
  }
  expect(openidOfContext({})).toBeNull()
  expect(openidOfContext({ OPENID: '', SOURCE: 'wx_client' })).toBeNull()
})

test('the gateway’s header counts only beside its word that the call came through WeChat', () => {
  const from = (headers: Record<string, string>) => openidOfHeaders((name) => headers[name])
  expect(from({ 'x-wx-openid': OPENID, 'x-wx-source': 'wx_client' })).toBe(OPENID)
  expect(from({ 'x-wx-openid': OPENID })).toBeNull()
  expect(from({ 'x-wx-source': 'wx_client' })).toBeNull()
})
