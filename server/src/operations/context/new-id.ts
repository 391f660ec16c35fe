import { randomFillSync } from 'node:crypto'

/** Drawn in advance: asking for randomness costs more than what is done with it. */
const idBytes = 16
const drawn = Buffer.alloc(idBytes * 256)
let used = drawn.length

/** When the last id was made, in milliseconds since 1970, and how many were made in that millisecond before it. */
let moment = 0
let count = 0
const maxCount = 0xfff

/**
 * An id nobody else has, and behind those this process made before: a UUID of version 7 (RFC 9562, 5.7 and 6.2), the
 * time, a count within it and 62 random bits. What is written of new documents so lies side by side in every index of a
 * store; with ids in no order, each document would write a page of each anew.
 */
export function newId(): string {
  const now = Date.now()
  count = now > moment ? 0 : count + 1
  moment = Math.max(now, moment) + (count > maxCount ? 1 : 0)
  if (count > maxCount) count = 0
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const from = used
  used += idBytes
  drawn.writeUIntBE(moment, from, 6)
  drawn.writeUInt16BE(0x7000 | count, from + 6)
  drawn.writeUInt8(0x80 | (drawn.readUInt8(from + 8) & 0x3f), from + 8)
  const hex = drawn.toString('hex', from, used)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return `${parts.join('-')}-${hex.slice(20)}`
}
