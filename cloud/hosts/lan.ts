import type { networkInterfaces } from 'node:os'

/** Names of interfaces that lead to containers, virtual machines and tunnels, not to the phones in the room. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|tailscale|zt|wg|cni|flannel|lxc)/i
/** Where home and office routers put people, the likeliest first. */
const PRIVATE = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./]

/** The IPv4 address under which phones in the same network reach this machine; null where there is none. */
export function lanAddress(interfaces: ReturnType<typeof networkInterfaces>): string | null {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
      .map(({ address }) => ({ address, rank: rankOf(name, address) })),
  )
  found.sort((a, b) => a.rank - b.rank)
  return found[0]?.address ?? null
}

function rankOf(name: string, address: string): number {
  const place = PRIVATE.findIndex((range) => range.test(address))
  return (VIRTUAL.test(name) ? 10 : 0) + (place < 0 ? PRIVATE.length : place)
}
