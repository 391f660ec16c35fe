import type { Point, Sample } from '../../decisions/distinguishable-values.ts'

/** Something in which two cases can differ: the value of a fact, or of a list of codes one thing that is asked of it. */
export interface Variable {
  readonly fact: string
  readonly ordered: boolean
  readonly samples: readonly Sample[]
  readonly points: readonly Point[]
  /** For a list of codes: these are in it or not, and no rule tells them apart. */
  readonly codes?: readonly string[]
  /** For a list of codes: how many are in it, from and to. */
  readonly counts?: readonly (readonly [least: number, most: number])[]
  /** Where its bits begin and how many words they take. */
  readonly offset: number
  readonly words: number
}

/** Values that are still possible, a bit for each sample of each variable. */
export type Region = Uint32Array

/** Lays variables out one behind the other. */
export class Space {
  readonly variables: Variable[] = []
  readonly byFact = new Map<string, Variable[]>()
  /** How many words a region has. */
  length = 0

  add(variable: Omit<Variable, 'offset' | 'words'>): Variable {
    const words = Math.max(1, Math.ceil(variable.samples.length / 32))
    const added = { ...variable, offset: this.length, words }
    this.length += words
    this.variables.push(added)
    const known = this.byFact.get(variable.fact)
    if (known === undefined) this.byFact.set(variable.fact, [added])
    else known.push(added)
    return added
  }

  /** Every case there can be. */
  whole(): Region {
    const region = new Uint32Array(this.length)
    for (const variable of this.variables)
      region.set(
        maskOf(variable, () => true),
        variable.offset,
      )
    return region
  }
}

/** The samples of a variable that pass, as bits. Pure. */
export function maskOf(
  { samples, words }: Pick<Variable, 'samples' | 'words'>,
  passes: (sample: Sample, at: number) => boolean,
): Uint32Array {
  const mask = new Uint32Array(words)
  samples.forEach((sample, at) => {
    if (passes(sample, at)) mask[at >> 5] = ((mask[at >> 5] ?? 0) | (1 << (at & 31))) >>> 0
  })
  return mask
}

/** Whether a region still holds a sample. Pure. */
export function holds(region: Region, { offset }: Variable, at: number): boolean {
  return (((region[offset + (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1
}

/** Which samples of a variable a region still holds, by their number. Pure. */
export function samplesIn(region: Region, variable: Variable): readonly number[] {
  return variable.samples.flatMap((_, at) => (holds(region, variable, at) ? [at] : []))
}

/** Whether two regions have a case in common, as far as each variable by itself can tell. Pure. */
export function meets(space: Space, a: Region, b: Region): boolean {
  for (const { offset, words } of space.variables) {
    let common = 0
    for (let at = offset; at < offset + words; at++) common |= (a[at] ?? 0) & (b[at] ?? 0)
    if (common === 0) return false
  }
  return true
}

/** What two regions have in common, as far as each variable by itself can tell. Pure. */
export function common(a: Region, b: Region): Region {
  return a.map((bits, at) => bits & (b[at] ?? 0))
}

/** Whether every value of the variable that one region holds, the other holds too. Pure. */
export function within(variable: Variable, inner: Region, outer: Region): boolean {
  for (let at = variable.offset; at < variable.offset + variable.words; at++)
    if (((inner[at] ?? 0) & ~(outer[at] ?? 0)) !== 0) return false
  return true
}

/** A region with other bits for one variable. Pure. */
export function withBits(region: Region, variable: Variable, bits: Uint32Array): Region {
  const changed = region.slice()
  changed.set(bits, variable.offset)
  return changed
}
