/**
 * A number of an Excel sheet in plain digits: `0.38340000000000002` is 0.3834, `1E-3` is 0.001. Excel counts in
 * binary and shows 15 digits; those are what was entered. Nothing for a whole number longer than that, whose last
 * digits Excel has already lost. Pure.
 */
export function plainNumber(stored: string): string | undefined {
  const number = Number(stored)
  if (!Number.isFinite(number)) return undefined
  if (Math.abs(number) >= 1e15) return undefined
  const [mantissa = '0', exponent = '0'] = number.toExponential(14).split('e')
  const negative = mantissa.startsWith('-')
  const digits = mantissa.replace(/[-.]/g, '')
  // The decimal point stands after the first digit, moved by the exponent.
  const point = 1 + Number(exponent)
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const part = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '')
  const text = part === '' ? whole : `${whole}.${part}`
  return negative && number !== 0 ? `-${text}` : text
}
