export const durationUnits = ['day', 'hour', 'minute'] as const
export type DurationUnit = (typeof durationUnits)[number]

/** A span written with one number and one unit. */
export interface DurationParts {
  readonly amount: number
  readonly unit: DurationUnit
}

const pattern = /^P(?:(\d{1,6})D|T(\d{1,6})H|T(\d{1,6})M)$/

/** Reads `P3D`, `PT24H` or `PT30M`; undefined for spans that need more than one number. Pure. */
export function partsOfDuration(text: string): DurationParts | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const place = match.slice(1).findIndex((part) => part !== undefined)
  return { amount: Number(match[place + 1]), unit: durationUnits[place] ?? 'day' }
}

/** Writes a span as ISO 8601. Pure. */
export function durationOfParts({ amount, unit }: DurationParts): string {
  if (unit === 'day') return `P${amount}D`
  return unit === 'hour' ? `PT${amount}H` : `PT${amount}M`
}
