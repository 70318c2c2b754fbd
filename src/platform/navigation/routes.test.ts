import { routes, TABS } from './routes'

test('what stands in an address is encoded, what is not given stays out', () => {
  expect(routes.login('/packages/attendance/scan/index?q=a&b')).toBe(
    '/packages/people/login/index?next=%2Fpackages%2Fattendance%2Fscan%2Findex%3Fq%3Da%26b',
  )
  expect(routes.scan()).toBe('/packages/attendance/scan/index')
  expect(routes.screen('e1', undefined, 'p')).toBe('/packages/screen/event/index?eventId=e1&pass=p')
})

test('the tabs are four', () => {
  expect(TABS).toEqual(['/pages/home/index', '/pages/events/index', '/pages/meetings/index', '/pages/me/index'])
})
