import { randomBytes } from 'node:crypto'

/** Sixteen letters and digits none of which can be taken for another, in groups to be typed. */
export function readableSecret(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const drawn = [...randomBytes(64)]
    // Bytes beyond the last whole multiple would favour the first letters.
    .filter((byte) => byte < Math.floor(256 / letters.length) * letters.length)
    .slice(0, 16)
    .map((byte) => letters[byte % letters.length])
    .join('')
  return drawn.replaceAll(/(.{4})(?=.)/g, '$1-')
}
