import { type Fact, indexRuleset, type Ruleset, type Text } from '@jieli/engine'
import type { ImportedFigure } from './imported-figure.ts'
import { createTableProblem, type ProblemList } from './table-problem.ts'

/** A numerator and a denominator of which the first is a part of the second. */
interface Pair {
  readonly title: Text
  readonly numerator: string
  readonly denominator: string
  /** Cases and people: more of a part than of the whole cannot be. Amounts can; they are only told. */
  readonly strict: boolean
}

/**
 * Tells where a numerator is above its denominator among the figures of one table: of a pathway rate, or of an
 * indicator that is a share of a whole. Visits per doctor, which divides unlike by unlike, is not one.
 */
export function checkFigurePairs(
  ruleset: Ruleset,
  figures: readonly ImportedFigure[],
  { problems, notes }: { readonly problems: ProblemList; readonly notes: ProblemList },
): void {
  const pairs = pairsOf(ruleset)
  const byKey = new Map(figures.map((figure) => [keyOf(figure, figure.fact), figure]))
  for (const figure of figures)
    for (const { title, numerator, denominator, strict } of pairs.get(figure.fact) ?? []) {
      const whole = byKey.get(keyOf(figure, denominator))
      const [part, all] = [figure.value, whole?.value]
      if (typeof part !== 'number' || typeof all !== 'number' || part <= all) continue
      const list = strict ? problems : notes
      list.add(() =>
        createTableProblem(
          strict ? 'NUMERATOR_ABOVE' : 'NOTE_NUMERATOR_ABOVE',
          { row: figure.row, column: 'value', value: String(part) },
          { indicator: title, denominator: all, other: whole?.row ?? 0, numerator },
        ),
      )
    }
}

function keyOf({ unit, period }: ImportedFigure, fact: string): string {
  return `${unit ?? ''} ${period} ${fact}`
}

/** The pairs by the fact of their numerator. */
function pairsOf(ruleset: Ruleset): ReadonlyMap<string, readonly Pair[]> {
  const { facts } = indexRuleset(ruleset)
  const found = new Map<string, Pair[]>()
  const add = (pair: Pair) => {
    const list = found.get(pair.numerator) ?? []
    if (!list.some(({ denominator }) => denominator === pair.denominator)) list.push(pair)
    found.set(pair.numerator, list)
  }
  for (const { title, numerator, denominator } of ruleset.pathwayRates)
    add({ title, numerator, denominator, strict: true })
  for (const { title, unit, numerator, denominator } of ruleset.indicators) {
    if (unit !== 'ratio' || numerator === undefined || denominator === undefined) continue
    const [part, whole] = [facts.get(numerator), facts.get(denominator)]
    if (part === undefined || whole === undefined || !countsTheSame(part, whole)) continue
    add({ title, numerator, denominator, strict: part.type === 'integer' })
  }
  return found
}

function countsTheSame(part: Fact, whole: Fact): boolean {
  return (
    part.type === whole.type &&
    part.unit === whole.unit &&
    (part.type === 'integer' || part.type === 'money')
  )
}
