import type { Ratio } from '@jieli/engine'

/** Reads `70`, `70%` or `12.5 %` as an exact ratio; undefined when it is none. Pure. */
export function ratioOfPercent(text: string): Ratio | undefined {
  const match = /^(-?\d{1,12})(?:\.(\d{1,4}))?\s*%?$/.exec(text.trim())
  if (match === null) return undefined
  const [, whole = '0', part = ''] = match
  return { numerator: Number(whole + part), denominator: 100 * 10 ** part.length }
}

/** Writes a ratio in percent when that is exact in four decimals, else as a fraction. Pure. */
export function percentOfRatio(ratio: Ratio): string {
  const scaled = BigInt(ratio.numerator) * 1_000_000n
  const denominator = BigInt(ratio.denominator)
  if (scaled % denominator !== 0n) return `${ratio.numerator}/${ratio.denominator}`
  return `${decimal(scaled / denominator, 4)}%`
}

/** Reads yuan such as `1,234.5` as whole fen; undefined when it is no such number. Pure. */
export function fenOfYuan(text: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', '').trim())
  if (match === null) return undefined
  const [, sign = '', whole = '0', part = ''] = match
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return sign === '' ? fen : -fen
}

/** Writes fen as yuan with two decimals. Pure. */
export function yuanOfFen(fen: number): string {
  const magnitude = Math.abs(fen)
  const text = `${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`
  return fen < 0 ? `-${text}` : text
}

function decimal(value: bigint, digits: number): string {
  const negative = value < 0n
  const text = (negative ? -value : value).toString().padStart(digits + 1, '0')
  const part = text.slice(-digits).replace(/0+$/, '')
  return `${negative ? '-' : ''}${text.slice(0, -digits)}${part === '' ? '' : `.${part}`}`
}
