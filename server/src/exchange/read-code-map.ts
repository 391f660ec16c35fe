import { formats, halfWidth, type Text } from '@jieli/engine'
import type { CodeMapEntry, CodeMapKind } from './code-map-entry.ts'
import { codeMapColumns } from './code-map-columns.ts'
import { codeMapKinds } from './code-map-kinds.ts'
import type { ReadResult } from './read-result.ts'
import { readTable } from './read-table.ts'
import type { TableFormat, TableLimits } from './table-column.ts'
import { createTableProblem, ProblemList } from './table-problem.ts'

/** The national editions have some forty thousand codes each. */
export const codeMapLimits: TableLimits = { bytes: 20_000_000, rows: 200_000 }

/** In characters. */
const longest = { code: 100, name: 500, targetCode: 100, targetName: 500, kind: 20 } as const

interface Pair {
  readonly row: number
  readonly target: { readonly code: string; readonly name: string | null } | null
  readonly said: CodeMapKind | undefined
}

interface Source {
  readonly name: string | null
  readonly pairs: Pair[]
}

/**
 * Reads a map between two editions: a row for each pair of codes. That a code has no other is said in words, so that a
 * cell left empty is not taken for it; a kind that is written has to be what the rows come to. Nothing is stored.
 * @throws TableError when the table cannot be read at all
 */
export async function readCodeMap(
  source: Uint8Array,
  format: TableFormat,
): Promise<ReadResult<CodeMapEntry>> {
  const problems = new ProblemList()
  const notes = new ProblemList()
  const sources = new Map<string, Source>()
  const sharers = new Map<string, Set<string>>()
  const table = readTable(source, {
    format,
    limits: codeMapLimits,
    columns: codeMapColumns,
    onNote: (note) => {
      notes.add(() => note)
    },
  })
  for await (const { row, cells } of table) {
    for (const { name } of codeMapColumns)
      if ((cells[name]?.length ?? 0) > longest[name])
        problems.add(() =>
          createTableProblem(
            'CELL_TOO_LONG',
            { row, column: name, value: cells[name] ?? '' },
            { limit: longest[name] },
          ),
        )
    const said = kindIn(cells['kind'], row, problems)
    const code = codeIn(cells['code'], { row, column: 'code' }, problems, notes)
    const other =
      said === 'none' && cells['targetCode'] === undefined
        ? null
        : codeIn(cells['targetCode'], { row, column: 'targetCode' }, problems, notes)
    if (code === undefined || other === undefined) continue
    const known = sources.get(code) ?? { name: cells['name'] ?? null, pairs: [] }
    const twin = known.pairs.find(({ target }) => (target?.code ?? null) === other)
    if (twin !== undefined)
      problems.add(() =>
        createTableProblem(
          'ROW_TWICE',
          { row, column: 'code', value: code },
          { other: twin.row, what: other === null ? code : `${code} → ${other}` },
        ),
      )
    const target = other === null ? null : { code: other, name: cells['targetName'] ?? null }
    known.pairs.push({ row, target, said })
    sources.set(code, known)
    if (other !== null) sharers.set(other, (sharers.get(other) ?? new Set()).add(code))
  }
  if (sources.size === 0) problems.add(() => createTableProblem('CODE_MAP_EMPTY', { row: 0 }))
  const items = [...sources].map(([code, { name, pairs }]): CodeMapEntry => {
    const targets = pairs.flatMap(({ target }) => (target === null ? [] : [target]))
    const kind = kindOf(targets.map((each) => sharers.get(each.code)?.size ?? 1))
    for (const { row, said, target } of pairs) {
      if (target === null && targets.length > 0)
        problems.add(() =>
          createTableProblem('CODE_MAP_NONE_TOO', { row, column: 'kind', value: code }),
        )
      else if (said !== undefined && said !== kind)
        problems.add(() =>
          createTableProblem(
            'CODE_MAP_KIND',
            { row, column: 'kind', value: code },
            { said: codeMapKinds[said], found: codeMapKinds[kind] },
          ),
        )
    }
    return { code, name, kind, targets }
  })
  return { items: items.toSorted((a, b) => (a.code < b.code ? -1 : 1)), problems, notes }
}

/** @param shared how many codes each target stands for */
function kindOf(shared: readonly number[]): CodeMapKind {
  const [first, ...more] = shared
  if (first === undefined) return 'none'
  if (more.length > 0) return 'oneToMany'
  return first > 1 ? 'manyToOne' : 'oneToOne'
}

function kindIn(
  cell: string | undefined,
  row: number,
  problems: ProblemList,
): CodeMapKind | undefined {
  if (cell === undefined) return undefined
  const word = cell.trim().toLowerCase()
  const kinds = Object.entries(codeMapKinds) as [CodeMapKind, Text][]
  const found = kinds.find(
    ([kind, { zh, en }]) => word === zh || word === en || word === kind.toLowerCase(),
  )
  if (found === undefined)
    problems.add(() =>
      createTableProblem(
        'CELL_TYPE',
        { row, column: 'kind', value: cell },
        { title: codeMapColumns[4].title, expected: kindsWritten },
      ),
    )
  return found?.[0]
}

function codeIn(
  given: string | undefined,
  place: { readonly row: number; readonly column: 'code' | 'targetCode' },
  problems: ProblemList,
  notes: ProblemList,
): string | undefined {
  const { title } = place.column === 'code' ? codeMapColumns[0] : codeMapColumns[2]
  if (given === undefined) {
    const code = place.column === 'code' ? 'CELL_REQUIRED' : 'CODE_MAP_TARGET_EMPTY'
    problems.add(() => createTableProblem(code, place, { title }))
    return undefined
  }
  const code = halfWidth(given)
  if (!formats.code.pattern.test(code)) {
    problems.add(() =>
      createTableProblem('CELL_TYPE', { ...place, value: given }, { title, expected: written }),
    )
    return undefined
  }
  if (code !== given)
    notes.add(() =>
      createTableProblem('NOTE_FULL_WIDTH', { ...place, value: given }, { read: code }),
    )
  return code
}

const written: Text = {
  zh: '不含空格和斜杠的代码，例如 I63.9',
  en: 'a code without spaces and slashes, such as I63.9',
}

const kindsWritten: Text = {
  zh: '“一对一”“多对一”“一对多”或“无”',
  en: '"one to one", "many to one", "one to many" or "none"',
}
