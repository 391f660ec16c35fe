import { type Fact, formatFraction, type Ratio, type Value } from '@jieli/engine'

/** A value as a table writes it, such that `parseFigure` reads the same value back. Pure. */
export function formatFigure(fact: Pick<Fact, 'type'>, value: Value): string {
  if (Array.isArray(value)) return value.join(';')
  switch (fact.type) {
    case 'money':
      return yuanText(BigInt(value as number))
    case 'ratio':
      return ratioText(value as Ratio)
    default:
      return typeof value === 'string' ? value : String(value as number | boolean)
  }
}

/** Fen as yuan with two decimals: 123450 is 1234.50. Pure. */
export function yuanText(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function ratioText({ numerator, denominator }: Ratio): string {
  const scaled = BigInt(numerator) * 1_000_000n
  return scaled % BigInt(denominator) === 0n
    ? `${formatFraction({ n: BigInt(numerator) * 100n, d: BigInt(denominator) }, 4)}%`
    : `${numerator}/${denominator}`
}
