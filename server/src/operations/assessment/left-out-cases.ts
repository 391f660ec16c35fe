import { shownProblem, type ShownProblem, unlessDamaged } from '../damaged-versions.ts'
import type { CaseDocument } from '../documents.ts'

/** Cases of one version that are not in the numbers beside them, and why. */
export interface LeftOut {
  readonly version: string
  readonly cases: number
  readonly problem: ShownProblem
}

/** Counts the cases that cannot be read, so that the numbers without them say so. */
export class LeftOutCases {
  readonly #found = new Map<string, LeftOut>()

  /** What is read of a case; nothing where it is damaged, which is remembered. @throws every other error */
  async unless<T>(document: CaseDocument, read: () => Promise<T>): Promise<T | undefined> {
    const found = await unlessDamaged(read)
    if ('value' in found) return found.value
    const { version } = document
    const { code } = found.damaged
    const cases = (this.#found.get(`${version} ${code}`)?.cases ?? 0) + 1
    const problem = shownProblem(found.damaged)
    this.#found.set(`${version} ${code}`, { version, cases, problem })
    return undefined
  }

  /** Whether any case was left out. */
  get any(): boolean {
    return this.#found.size > 0
  }

  /** What was left out, by version. */
  get told(): readonly LeftOut[] {
    return [...this.#found.values()]
  }
}
