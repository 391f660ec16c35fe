import { BlockList, isIP } from 'node:net'

/** Whether an address is that of a proxy whose word on who asked, and how, is taken. */
export type Trust = (address: string) => boolean

/** Addresses meant by a name. */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
}

const maxKnown = 1024

/** Nobody is believed: the address of a request is that of its connection. */
export const trustNobody: Trust = () => false

/** This very machine. */
export const isLoopback: Trust = trustAddresses(['loopback'])

/**
 * Trust in the addresses and CIDR ranges given, such as `10.0.0.7`, `10.1.0.0/16`, `fd00::/8` or `loopback`. An IPv4
 * address is the same in its IPv6 form.
 * @throws RangeError that names the entry that is none
 */
export function trustAddresses(entries: readonly string[]): Trust {
  const trusted = new BlockList()
  for (const entry of entries.flatMap((each) => named[each] ?? [each])) {
    const [address = '', prefix, ...rest] = entry.split('/')
    const version = isIP(address)
    const bits = version === 4 ? 32 : 128
    const length = prefix === undefined ? bits : Number(prefix)
    const written = version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix ?? '32')
    // A range of every address would let anybody say anything.
    if (!written || length < 1 || length > bits) throw new RangeError(entry)
    trusted.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6')
  }
  const known = new Map<string, boolean>()
  return (given) => {
    const before = known.get(given)
    if (before !== undefined) return before
    // A link-local address may name its interface.
    const [address = ''] = given.split('%')
    const version = isIP(address)
    const found = version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6')
    // Most requests come from few addresses; others are whatever somebody writes.
    if (known.size >= maxKnown) known.clear()
    known.set(given, found)
    return found
  }
}
