import { addressGroup, callerAddress, isPrivateAddress } from './address'

test('a direct caller is who the connection says, whatever the header claims', () => {
  expect(callerAddress('203.0.113.7', undefined, false)).toBe('203.0.113.7')
  expect(callerAddress('203.0.113.7', '198.51.100.1', false)).toBe('203.0.113.7')
  expect(callerAddress('::ffff:10.3.0.9', '198.51.100.1', false)).toBe('10.3.0.9')
})

test('behind a proxy on this machine the caller is whom the proxy saw, not whom the caller claims', () => {
  expect(callerAddress('127.0.0.1', '198.51.100.1, 203.0.113.7', false)).toBe('203.0.113.7')
  expect(callerAddress('::1', '2001:DB8::7', false)).toBe('2001:db8::7')
  expect(callerAddress('127.0.0.1', 'nonsense', false)).toBe('127.0.0.1')
})

test('behind the gateway the proxy may be another machine', () => {
  expect(callerAddress('169.254.3.4', '203.0.113.7', true)).toBe('203.0.113.7')
})

test('a connection that is already gone has no address', () => {
  expect(callerAddress(undefined, undefined, false)).toBeNull()
})

test('private networks are told from the rest', () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.1', '::1', 'fd00::1', 'fe80::1']) {
    expect([address, isPrivateAddress(address)]).toEqual([address, true])
  }
  for (const address of ['172.32.0.1', '100.1.1.1', '11.0.0.1', '203.0.113.7', '2001:db8::1', null]) {
    expect([address, isPrivateAddress(address)]).toEqual([address, false])
  }
})

test('the addresses of one IPv6 subscriber count as one', () => {
  expect(addressGroup('2001:db8:1:2::7')).toBe(addressGroup('2001:db8:1:2:aaaa:bbbb:cccc:dddd'))
  expect(addressGroup('2001:db8:1:2::7')).not.toBe(addressGroup('2001:db8:1:3::7'))
  expect(addressGroup('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(addressGroup('203.0.113.7')).toBe('203.0.113.7')
  expect(addressGroup(null)).toBe('unknown')
})
