import { type Fact, factIssue, type Text, type Value, valueTypeModules } from '@jieli/engine'
import { createTableProblem, type TablePlace, type TableProblem } from './table-problem.ts'
import type { TableProblemCode } from './table-problem-catalogue.ts'

/** What a cell says: a value, perhaps with a note on how it was read, or a problem. Both are only worded when kept. */
export type ParsedFigure =
  | { readonly value: Value; readonly note?: () => TableProblem }
  | { readonly problem: () => TableProblem }

/**
 * Reads a cell as a fact's type: whole numbers, money in yuan (kept in fen), shares as `38.34%` or `7/10`, decimals,
 * 是 / 否 or true / false, days as 2025-01-31, 2025/1/31 or 2025年1月31日, codes by code or title. Full-width digits
 * and thousands separators are read where they can mean one thing only. Nothing is ever rounded. Pure.
 * @param text not empty: an empty cell is unknown, and the caller's business
 */
export function parseFigure(fact: Fact, text: string, place: TablePlace): ParsedFigure {
  const { value: _, ...rest } = place
  const at = { ...rest, value: text }
  const problem = (code: TableProblemCode, values: ProblemValues): ParsedFigure => ({
    problem: () => createTableProblem(code, at, { title: fact.title, ...values }),
  })
  const type = valueTypeModules[fact.type]
  const expected = type.cell ?? type.written
  const reading = type.readCell(text, fact)
  if ('problem' in reading)
    return problem(reading.problem, {
      ...('limit' in reading ? { limit: reading.limit } : {}),
      ...(reading.problem === 'CELL_TYPE' ? { expected } : {}),
    })
  const { value, note } = reading
  const issue = factIssue(fact, value, '')
  if (issue?.code === 'FACT_OUT_OF_RANGE')
    return problem('CELL_RANGE', { range: `${fact.minimum ?? '−∞'} … ${fact.maximum ?? '+∞'}` })
  if (issue?.code === 'FACT_NOT_LISTED') return problem('CELL_NOT_LISTED', allowedCodes(fact))
  if (issue !== undefined) return problem('CELL_TYPE', { expected })
  if (note === undefined) return { value }
  return { value, note: () => createTableProblem(note.code, at, { read: note.read }) }
}

type ProblemValues = Readonly<Record<string, string | number | Text>>

function allowedCodes({ values = [] }: Fact): ProblemValues {
  const list = (language: 'zh' | 'en') =>
    values
      .slice(0, 12)
      .map(({ code, title }) => `${code}（${title[language]}）`)
      .join(language === 'zh' ? '、' : ', ')
  return { allowed: { zh: list('zh'), en: list('en') } }
}
