import type { Value } from '../value.ts'

/** Every code among values that are codes or lists of them. Pure. */
export function codesAmong(values: readonly Value[]): string[] {
  const codes = values.flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value : [],
  )
  return [...new Set(codes)]
}

/** The codes to draw from where a domain lists none: those compared with, and another. Pure. */
export function codesToDraw(constants: readonly Value[]): readonly string[] {
  const listed = constants.flatMap((value) => (Array.isArray(value) ? value : [])).slice(0, 200)
  return [...listed, ...constants.filter((value) => typeof value === 'string'), 'other']
}
