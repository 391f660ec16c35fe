import {
  clauseOf,
  type DatedValue,
  type Issue,
  jsonEqual,
  type Parameter,
  parameterAsOf,
  type Ruleset,
} from '@jieli/engine'

/** What the list of parameters shows about one of them. */
export interface ParameterSummary {
  readonly parameter: Parameter
  /** The value on the day in question. */
  readonly current: DatedValue | undefined
  /** Required, and nothing is in force on the day. */
  readonly missing: boolean
  /** True when the value in force is the parent's own. */
  readonly inherited: boolean
  readonly issues: readonly Issue[]
}

/** Sums up a parameter on a day. Pure. */
export function summarize(
  parameter: Parameter,
  given: {
    readonly day: string
    readonly parent: Ruleset | undefined
    readonly issues: readonly Issue[]
  },
): ParameterSummary {
  const current = parameterAsOf(parameter, given.day)
  const theirs = given.parent?.parameters.find((known) => known.id === parameter.id)
  const theirValue = theirs && parameterAsOf(theirs, given.day)
  return {
    parameter,
    current,
    missing: parameter.required && current === undefined,
    inherited:
      theirs !== undefined &&
      (current === undefined ? theirValue === undefined : jsonEqual(current, theirValue)),
    issues: given.issues.filter((issue) => isAbout(issue, `/parameters/${parameter.id}`)),
  }
}

/** True when an issue is about the place or something within it. Pure. */
export function isAbout(issue: Issue, pointer: string): boolean {
  return issue.path === pointer || issue.path.startsWith(`${pointer}/`)
}

/** True when a parameter answers to what was typed into the search. Pure. */
export function matches({ parameter }: ParameterSummary, search: string): boolean {
  const { id, title, description, cites = [] } = parameter
  const texts = [id, title.zh, title.en, description?.zh, description?.en]
  for (const cite of cites) texts.push(clauseOf(cite))
  return texts.join(' ').toLowerCase().includes(search.trim().toLowerCase())
}

/** The first day from `today` on that no value begins on yet. Pure. */
export function nextFreeDay(values: readonly DatedValue[], today: string): string {
  const taken = new Set(values.map((value) => value.from))
  let day = today
  while (taken.has(day)) {
    const next = new Date(`${day}T00:00:00Z`)
    next.setUTCDate(next.getUTCDate() + 1)
    day = next.toISOString().slice(0, 10)
  }
  return day
}
