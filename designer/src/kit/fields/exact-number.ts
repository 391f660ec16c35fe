import type { Ratio } from '@jieli/engine'

/** Full-width digits and signs, as an input method writes them, in their plain form. Pure. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff0b-\uff19\uff05\u3002]/g, (letter) =>
      letter === '\u3002' ? '.' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replaceAll('\u3000', ' ')
    .trim()
}

/** Reads `70`, `70%` or `12.5 %` as an exact ratio; undefined when it is none. Pure. */
export function ratioOfPercent(text: string): Ratio | undefined {
  const match = /^(-?\d{1,11})(?:\.(\d{1,4}))?\s*%?$/.exec(halfWidth(text))
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

/** Reads a percentage or a written fraction such as `1/3`. Pure. */
export function ratioOfText(text: string): Ratio | undefined {
  const fraction = /^(-?\d{1,12})\s*\/\s*([1-9]\d{0,11})$/.exec(halfWidth(text))
  if (fraction !== null) return { numerator: Number(fraction[1]), denominator: Number(fraction[2]) }
  return ratioOfPercent(text)
}

/** Reads a whole number, `undefined` when it is none or too large to be exact. Pure. */
export function wholeOfText(text: string): number | undefined {
  const plain = halfWidth(text).replaceAll(',', '')
  if (!/^-?\d{1,16}$/.test(plain)) return undefined
  const number = Number(plain)
  return Number.isSafeInteger(number) ? number : undefined
}

/** Reads yuan such as `1,234.5` as whole fen; undefined when it is no such number. Pure. */
export function fenOfYuan(text: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(
    halfWidth(text)
      .replaceAll(',', '')
      .replace(/^[\u00a5\uffe5]/, ''),
  )
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
