/** Texts, which are passed over, and numbers. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?/g

/**
 * The first number of a JSON text that JavaScript would read as another whole number: one with more digits than it holds
 * exactly (2^53 − 1 = 9007199254740991 is the largest), or one that is whole only because its last digits were dropped.
 * Asked only of a text that parses. A number beyond all bounds is none of these. Pure.
 * @returns where it stands, counted in characters from 0, and as it is written; `undefined` where every number is kept
 */
export function findRoundedNumber(text: string): { at: number; written: string } | undefined {
  for (const match of text.matchAll(token)) {
    const [written, fraction, exponent] = match
    // Up to fifteen digits alone are always exact.
    if (written.startsWith('"')) continue
    if (fraction === undefined && exponent === undefined && written.length <= 15) continue
    if (isRounded(written)) return { at: match.index, written }
  }
  return undefined
}

function isRounded(written: string): boolean {
  const read = Number(written)
  if (!Number.isInteger(read)) return false
  const [mantissa = '', power = '0'] = written.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const digits = `${whole}${fraction}`.replace(/^0+/, '').replace(/0+$/, '')
  if (digits === '') return false
  const dropped = `${whole}${fraction}`.length - `${whole}${fraction}`.replace(/0+$/, '').length
  const tens = Number(power) - fraction.length + dropped
  // Digits below one are left: it was not whole.
  if (tens < 0) return true
  if (tens > 400) return true
  return BigInt(digits) * 10n ** BigInt(tens) !== BigInt(Math.abs(read))
}
