import { createProblem, type AuditProblem, type ProblemValues } from '../audit-problem.ts'
import type { ErasedMark } from '../audited-collections.ts'
import type { AuditProblemCode } from '../problem-catalogue.ts'

/** How much was looked at. */
export interface Looked {
  entries: number
  chains: number
  documents: number
  checkpoints: number
  /** Lines of the checkpoint file. */
  lines: number
}

/** A document from which what told of a person is gone, as the log says. */
export interface ErasedDocument extends ErasedMark {
  readonly where: string
}

/** What a verification came to. */
export interface AuditReport extends Readonly<Looked> {
  /** The first problems of each kind; `problemCount` counts them all. */
  readonly problems: readonly AuditProblem[]
  readonly problemCount: number
  /** How many of each kind. */
  readonly counts: Readonly<Partial<Record<AuditProblemCode, number>>>
  /** The first documents from which a person was erased as the log says: no problem. `erasedCount` counts them all. */
  readonly erased: readonly ErasedDocument[]
  readonly erasedCount: number
  /** True when nothing is other than it was written. */
  readonly sound: boolean
}

/** Problems of one kind that are told one by one; more are counted. */
const maxListed = 100

/** So many places are remembered, so that what is found in two ways is told once. */
const maxRemembered = 20_000

/** Gathers what a verification finds, in bounded memory however much that is. */
export class Findings {
  readonly looked: Looked = { entries: 0, chains: 0, documents: 0, checkpoints: 0, lines: 0 }
  readonly #problems: AuditProblem[] = []
  readonly #counts = new Map<AuditProblemCode, number>()
  readonly #seen = new Set<string>()
  readonly #lost = new Map<string, number>()
  readonly #erased: ErasedDocument[] = []
  #erasedCount = 0

  add(code: AuditProblemCode, where: string, values: ProblemValues): void {
    const name = `${code} ${where}`
    if (this.#seen.has(name)) return
    if (this.#seen.size < maxRemembered) this.#seen.add(name)
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= maxListed) this.#problems.push(createProblem(code, where, values))
  }

  addErased(where: string, { at, ground, by, confirmedBy, file }: ErasedMark): void {
    this.#erasedCount += 1
    if (this.#erased.length < maxListed)
      this.#erased.push({ where, at, ground, by, confirmedBy, ...(file !== undefined && { file }) })
  }

  /** Counts an entry that nobody can check any more. */
  addLost(key: string): void {
    this.#lost.set(key, (this.#lost.get(key) ?? 0) + 1)
  }

  report(): AuditReport {
    for (const [key, count] of this.#lost) this.add('ENTRY_LOST_KEY', key, { key, count })
    const problemCount = [...this.#counts.values()].reduce((all, one) => all + one, 0)
    return {
      ...this.looked,
      problems: this.#problems,
      problemCount,
      erased: this.#erased,
      erasedCount: this.#erasedCount,
      counts: Object.fromEntries(this.#counts),
      sound: this.#problems.every(({ severity }) => severity !== 'error'),
    }
  }
}
