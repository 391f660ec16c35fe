import { indexRuleset, type Fact, type Indicator, type Language, type Ruleset } from '@jieli/engine'

/** What the things of a ruleset are called, in one language. An id without a title reads as it is written. */
export interface Titles {
  readonly fact: (id: string) => string
  readonly indicator: (id: string) => string
  readonly group: (id: string) => string
  readonly grade: (id: string | null) => string | undefined
  readonly consequence: (id: string) => string
  readonly alert: (id: string) => string
  readonly rate: (id: string) => string
  readonly pathway: (id: string) => string
  readonly scheme: (id: string | null) => string | undefined
  /** A fact or a parameter that something still needs. */
  readonly need: (id: string) => string
  /** A code of a fact: a department, a clinical pathway. */
  readonly code: (fact: string, code: string) => string
  readonly factOf: (id: string) => Fact | undefined
  readonly indicatorOf: (id: string) => Indicator | undefined
}

/** Pure. */
export function titlesOf(ruleset: Ruleset, scheme: string | null, language: Language): Titles {
  const named = (list: readonly { readonly id: string; readonly title: Indicator['title'] }[]) => {
    const titles = new Map(list.map(({ id, title }) => [id, title[language]]))
    return (id: string): string => titles.get(id) ?? id
  }
  const { facts } = indexRuleset(ruleset)
  const indicators = new Map(ruleset.indicators.map((indicator) => [indicator.id, indicator]))
  const used = ruleset.assessmentSchemes.find(({ id }) => id === scheme)
  const fact = named(ruleset.facts)
  const parameter = named(ruleset.parameters)
  const grade = named(used?.grades ?? [])
  const schemes = named(ruleset.assessmentSchemes)
  return {
    // `baseline(visits)` is the same fact of another period, and is labelled so.
    fact: (id) => {
      const [, when, inner] = /^(baseline|previous)\((.+)\)$/.exec(id) ?? []
      if (inner === undefined) return fact(id)
      const labels = {
        baseline: { zh: '基期', en: 'baseline' },
        previous: { zh: '上期', en: 'previous period' },
      }
      const word = labels[when === 'baseline' ? 'baseline' : 'previous'][language]
      return language === 'zh' ? `${fact(inner)}（${word}）` : `${fact(inner)} (${word})`
    },
    indicator: named(ruleset.indicators),
    group: named(ruleset.assessmentGroups),
    grade: (id) => (id === null ? undefined : grade(id)),
    consequence: named(used?.consequences ?? []),
    alert: named(used?.alerts ?? []),
    rate: named(ruleset.pathwayRates),
    pathway: named(ruleset.pathways),
    scheme: (id) => (id === null ? undefined : schemes(id)),
    need: (id) =>
      facts.has(id) ? fact(id) : indicators.has(id) ? named(ruleset.indicators)(id) : parameter(id),
    code: (id, code) =>
      facts.get(id)?.values?.find((known) => known.code === code)?.title[language] ?? code,
    factOf: (id) => facts.get(/^(?:baseline|previous)\((.+)\)$/.exec(id)?.[1] ?? id),
    indicatorOf: (id) => indicators.get(id),
  }
}
