import { isVersionDamage, shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import type { ServerError } from '../../errors/server-error.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { LeftOut } from '../../contracts/board.ts'

interface LeftOutCase {
  readonly version: string
  readonly pathway: string | undefined
  readonly damaged: ServerError
}

/** Keeps in mind the cases that cannot be read, so that the numbers without them say so. */
export class LeftOutCases {
  readonly #found = new Map<string, LeftOutCase>()

  /**
   * What is read of a case, which is then no longer left out; nothing where it is damaged, which is remembered.
   * @throws every other error
   */
  async unless<T>(
    { id, version, pathway }: Pick<CaseDocument, 'id' | 'version' | 'pathway'>,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    const found = await unlessDamaged(read)
    if ('value' in found) {
      this.#found.delete(id)
      return found.value
    }
    this.#found.set(id, { version, pathway, damaged: found.damaged })
    return undefined
  }

  /** The cases that are damaged themselves, by id: nothing says when one of them is mended. */
  get damagedCases(): readonly string[] {
    return [...this.#found].flatMap(([id, { damaged }]) =>
      damaged.code === 'CASE_DAMAGED' ? [id] : [],
    )
  }

  /** The versions that do not open, and keep their cases from being counted. */
  get damagedVersions(): readonly string[] {
    const found = [...this.#found.values()].filter(({ damaged }) => isVersionDamage(damaged.code))
    return [...new Set(found.map(({ version }) => version))]
  }

  /** What was left out, by version and by what is wrong. */
  get told(): readonly LeftOut[] {
    const groups = Map.groupBy(
      this.#found.values(),
      ({ version, damaged }) => `${version} ${damaged.code}`,
    )
    return [...groups.values()].flatMap((cases) =>
      cases.slice(-1).map(({ version, damaged }) => ({
        version,
        cases: cases.length,
        problem: shownProblem(damaged),
      })),
    )
  }

  has(id: string): boolean {
    return this.#found.has(id)
  }

  /** That none of some pathways is left out. @throws ServerError what is wrong with the first that is */
  assertNoneOf(pathways: ReadonlySet<string>): void {
    // Of a case nothing of which can be read, nobody knows the pathway.
    for (const { pathway, damaged } of this.#found.values())
      if (pathway === undefined || pathways.has(pathway)) throw damaged
  }

  /** Forgets every case. */
  clear(): void {
    this.#found.clear()
  }
}
