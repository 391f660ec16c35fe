/** The first of `base`, `base-2`, `base-3` … that is not taken. Pure. */
export function freshId(base: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  if (!used.has(base)) return base
  let number = 2
  while (used.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}
