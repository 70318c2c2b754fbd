import type { NetworkInterfaceInfo } from 'node:os'
import { lanAddress } from './lan'

const at = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
})

test('phones reach the machine by its address in the room’s network', () => {
  expect(lanAddress({ lo: [at('127.0.0.1', true)], wlan0: [at('192.168.1.5')] })).toBe('192.168.1.5')
})
test('not by that of containers or tunnels, as long as there is another', () => {
  expect(lanAddress({ docker0: [at('172.17.0.1')], utun3: [at('10.8.0.2')], eth0: [at('10.1.2.3')] })).toBe('10.1.2.3')
  expect(lanAddress({ docker0: [at('172.17.0.1')] })).toBe('172.17.0.1')
})
test('an address without a router, or the machine’s own, is none', () => {
  expect(lanAddress({ lo: [at('127.0.0.1', true)], eth0: [at('169.254.7.7')] })).toBeNull()
  expect(lanAddress({})).toBeNull()
})
