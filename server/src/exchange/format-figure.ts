import { type Fact, type Value, valueTypeModules } from '@jieli/engine'

/** A value as a table writes it, such that `parseFigure` reads the same value back. Pure. */
export function formatFigure(fact: Pick<Fact, 'type'>, value: Value): string {
  return valueTypeModules[Array.isArray(value) ? 'codeList' : fact.type].writeCell(value)
}
