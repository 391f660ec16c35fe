import {
  assess,
  type AssessmentInput,
  type Bundle,
  type Period,
  previousPeriod,
} from '@jieli/engine'
import { assessmentInput, hasFigures, periodsRead } from './folder-figures.ts'
import type { FolderData } from './read-data-folder.ts'

/** How many periods are looked back over for grades: a year of months. */
const maxHistory = 12

/** The periods whose grades a scheme's consequences may ask for, the latest last; none where none asks. */
export function periodsBefore(
  bundle: Bundle,
  scheme: string | undefined,
  period: Period,
): readonly Period[] {
  const definition = bundle.ruleset.assessmentSchemes.find(({ id }) => id === scheme)
  if (definition?.consequences?.some(({ after }) => after !== undefined) !== true) return []
  const before: Period[] = []
  let at = period
  while (before.length < maxHistory) before.unshift((at = previousPeriod(at)))
  return before
}

/** Every period that has to be counted to assess one, with the grades before it. */
export function periodsNeeded(
  bundle: Bundle,
  schemes: readonly (string | undefined)[],
  period: Period,
): readonly Period[] {
  const all = [period, ...schemes.flatMap((scheme) => periodsBefore(bundle, scheme, period))]
  return [
    ...new Map(
      all.flatMap((each) => periodsRead(bundle, each)).map((each) => [each.text, each]),
    ).values(),
  ]
}

/** The input of a scheme's assessment with each unit's grades in the periods before, as far as the folder goes. */
export function inputWithGrades(
  bundle: Bundle,
  data: FolderData,
  { period, scheme }: { readonly period: Period; readonly scheme: string | undefined },
): AssessmentInput {
  const grades = new Map<string | null, string[]>()
  const withGrades = (at: Period): AssessmentInput => {
    const { units, community, ...rest } = assessmentInput(bundle, data, at)
    const own = (unit: string | null) => {
      const known = grades.get(unit)
      return known === undefined ? {} : { grades: [...known] }
    }
    return {
      ...rest,
      units: units.map((each) => ({ ...each, ...own(each.unit.id) })),
      community: { ...community, ...own(null) },
    }
  }
  for (const earlier of periodsBefore(bundle, scheme, period)) {
    if (!hasFigures(data, earlier)) continue
    const result = assess(bundle, withGrades(earlier), scheme)
    for (const { unit, grade } of [...result.cards, result.community])
      if (grade !== null)
        grades.set(unit?.id ?? null, [...(grades.get(unit?.id ?? null) ?? []), grade])
  }
  return withGrades(period)
}
