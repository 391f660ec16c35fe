import type { Value } from '../value.ts'
import type { ValueDomain } from './value-type-module.ts'

/** A code system up to this size is tried whole. */
const systemLimit = 12

/** Every code among values that are codes or lists of them. Pure. */
export function codesAmong(values: readonly Value[]): string[] {
  const codes = values.flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value : [],
  )
  return [...new Set(codes)]
}

/** Codes that no comparison mentions. Pure. */
export function unmentionedCodes(
  { values }: ValueDomain,
  codes: readonly string[],
  count: number,
): readonly string[] {
  const all =
    values?.map(({ code }) => code) ??
    Array.from({ length: Math.min(count, 100) + codes.length }, (_, at) => `other-${at}`)
  return all.filter((code) => !codes.includes(code)).slice(0, count)
}

/** A small code system whole, else the codes compared with and one more. Pure. */
export function codeCandidates(compared: readonly Value[], domain: ValueDomain): readonly string[] {
  const known = domain.values?.map(({ code }) => code)
  if (known !== undefined && known.length <= systemLimit) return known
  const codes = codesAmong(compared)
  return [...codes, ...unmentionedCodes(domain, codes, 1)]
}

/** The codes to draw from where a domain lists none: those compared with, and another. Pure. */
export function codesToDraw(constants: readonly Value[]): readonly string[] {
  const listed = constants.flatMap((value) => (Array.isArray(value) ? value : [])).slice(0, 200)
  return [...listed, ...constants.filter((value) => typeof value === 'string'), 'other']
}
