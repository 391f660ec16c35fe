import type { ListedCode, Text } from '@jieli/engine'
import type { ReadCodeTable } from '@jieli/server/contracts'

/** How a table is taken in: its codes added to those there, or put in their place. */
export const intakes = ['merge', 'replace'] as const
export type Intake = (typeof intakes)[number]

/** What a table makes of a list of codes. */
export interface TakenIn {
  readonly codes: readonly ListedCode[]
  readonly added: readonly ListedCode[]
  readonly renamed: readonly { readonly code: ListedCode; readonly before: Text }[]
  readonly removed: readonly ListedCode[]
  /** True where codes that stay change places among each other. */
  readonly reordered: boolean
}

/** What the codes of a table make of a list. Merged, the list keeps its order and what is new follows it. Pure. */
export function takeInCodes(
  present: readonly ListedCode[],
  read: ReadCodeTable['codes'],
  intake: Intake,
): TakenIn {
  const known = new Map(present.map((code) => [code.id, code]))
  const given = read.map((code) => listedCode(code, known.get(code.id)))
  const byId = new Map(given.map((code) => [code.id, code]))
  const added = given.filter(({ id }) => !known.has(id))
  const staying = present.flatMap(({ id }) => byId.get(id) ?? [])
  const inTable = given.filter(({ id }) => known.has(id))
  return {
    codes:
      intake === 'replace'
        ? given
        : [...present.map((code) => byId.get(code.id) ?? code), ...added],
    added,
    renamed: staying.flatMap((code) => {
      const before = known.get(code.id)?.title
      return before === undefined || (before.zh === code.title.zh && before.en === code.title.en)
        ? []
        : [{ code, before }]
    }),
    removed: intake === 'replace' ? present.filter(({ id }) => !byId.has(id)) : [],
    reordered: intake === 'replace' && staying.some(({ id }, index) => inTable[index]?.id !== id),
  }
}

/** A code without an English name keeps that of the code it was, while the Chinese is the same; else it repeats the Chinese. */
function listedCode(
  { id, name, englishName }: ReadCodeTable['codes'][number],
  before: ListedCode | undefined,
): ListedCode {
  const kept = before?.title.zh === name ? before.title.en : undefined
  return { id, title: { zh: name, en: englishName ?? kept ?? name } }
}
