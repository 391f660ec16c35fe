import {
  type Bundle,
  createBundle,
  type Decision,
  type DecisionResult,
  evaluateDecision,
  type Facts,
  type Issue,
  resolveRuleset,
  type Rule,
  type Ruleset,
} from '@jieli/engine'

/** A text that is the same word in both languages, told apart. */
export const text = (word: string) => ({ zh: `${word}（中）`, en: `${word} (en)` })

export const cites = ['plan#DP-01']

/** What the files of a ruleset say, with a manifest made up where none is given. */
export function layerOf(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const manifest = {
    id: 'sample',
    kind: 'template',
    title: text('sample'),
    version: '1.0.0',
    sources: [{ id: 'plan', title: { zh: '方案', en: 'Plan' } }],
    ...(parts['manifest'] as object | undefined),
  }
  return { ...parts, manifest }
}

/** A ruleset with the parts given. Throws where they do not parse, so that no test passes on a typing slip. */
export function rulesetOf(parts: Readonly<Record<string, unknown>>): Ruleset {
  const { ruleset, issues } = resolveRuleset(layerOf(parts), () => undefined)
  if (ruleset === undefined) throw new TypeError(`The sample does not parse:\n${told(issues)}`)
  return ruleset
}

export function bundleOf(parts: Readonly<Record<string, unknown>>): Bundle {
  return createBundle(rulesetOf(parts), {})
}

export function told(issues: readonly Issue[]): string {
  return issues.map(({ code, path, message }) => `${code} ${path} ${message.en}`).join('\n')
}

export const codesOf = (issues: readonly Issue[]) => issues.map(({ code }) => code)

export const fact = (id: string, type: string, more: object = {}) => ({
  id,
  type,
  title: text(id),
  ...more,
})

export const parameter = (id: string, type: string, more: object = {}) => ({
  id,
  type,
  title: text(id),
  required: false,
  cites,
  values: [],
  ...more,
})

export const is = (name: string, value: unknown = true) => ({
  fact: name,
  operator: 'equal',
  value,
})

type Then = Partial<Rule['then']>

export const rule = (id: string, conditions: unknown, then: Then = { outcome: 'allow' }) => ({
  id,
  cites,
  conditions,
  then: { reason: text(id), ...then },
})

/** Cases that no rule speaks of are left open on purpose. */
export const leftOpen = { outcome: 'notAssessable', reason: text('left open') }

export const rulesDecision = (rules: readonly unknown[], more: object = {}) => ({
  kind: 'rules',
  id: 'sample',
  title: text('decision'),
  cites,
  hitPolicy: 'first',
  rules,
  otherwise: leftOpen,
  ...more,
})

export const day = '2025-03-03'

/** Decides the decision `sample` of a ruleset that has only the parts given. */
export function decideWith(
  parts: Readonly<Record<string, unknown>>,
  facts: Facts = {},
  asOf = day,
): DecisionResult {
  return evaluateDecision(bundleOf(parts), 'sample', facts, asOf)
}

/** A decision on one yes-or-no fact for each rule, in order: `a`, `b`, `c`. */
export function lettersDecision(
  hitPolicy: Decision['hitPolicy'],
  lines: Readonly<Record<string, Then>>,
  more: object = {},
): Record<string, unknown> {
  const letters = Object.keys(lines)
  return {
    facts: letters.map((letter) => fact(letter, 'boolean')),
    decisions: [
      rulesDecision(
        letters.map((letter) => rule(letter, is(letter), lines[letter])),
        { hitPolicy, ...more },
      ),
    ],
  }
}
