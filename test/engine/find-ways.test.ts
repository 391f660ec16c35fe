import {
  authoredOutcomes,
  type Bundle,
  evaluateDecision,
  explainDecision,
  type Fact,
  type Facts,
  findWays,
  type Outcome,
  type Remedy,
  type Value,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle, arbitraryFacts, domains } from './arbitrary-decision.ts'
import { bundleOf, day, fact, is, rule, rulesDecision } from './make-ruleset.ts'

const step = (zh: string, en: string): Remedy => ({ step: { zh, en } })
const consent: Fact = {
  ...fact('consent', 'boolean'),
  type: 'boolean',
  title: { zh: '患者同意', en: 'Consent' },
  remedy: { ...step('征得患者同意', 'obtain consent'), to: [true] },
}
const doctor: Fact = {
  ...fact('doctor', 'boolean'),
  type: 'boolean',
  title: { zh: '已指定医生', en: 'Doctor named' },
  remedy: { ...step('指定医生', 'name a doctor'), to: [true] },
}
const emergency: Fact = {
  ...fact('emergency', 'boolean'),
  type: 'boolean',
  title: { zh: '急危重症', en: 'Emergency' },
}

const referral = bundleOf({
  facts: [consent, doctor, emergency],
  decisions: [
    rulesDecision([
      rule(
        'no-consent',
        { all: [is('consent', false), is('emergency', false)] },
        {
          outcome: 'denyInstitutionalAction',
        },
      ),
      rule('no-doctor', is('doctor', false), { outcome: 'requireReview' }),
      rule('good', is('doctor'), { outcome: 'allow' }),
    ]),
  ],
})
const waysOf = (bundle: Bundle, facts: Facts) =>
  findWays(bundle, evaluateDecision(bundle, 'sample', facts, day))

describe('ways to a milder outcome', () => {
  it('EX6 EX7 each is what deciding again gives, the smallest first', () => {
    expect(waysOf(referral, { consent: false, doctor: false, emergency: false })).toEqual([
      { changes: { consent: true }, outcome: 'requireReview' },
      { changes: { consent: true, doctor: true }, outcome: 'allow' },
    ])
    expect(waysOf(referral, { consent: true, doctor: false, emergency: false })).toEqual([
      { changes: { doctor: true }, outcome: 'allow' },
    ])
  })

  it('EX6 an allowed case, and one that is not decided, has none', () => {
    expect(waysOf(referral, { consent: true, doctor: true, emergency: false })).toEqual([])
    expect(waysOf(referral, { doctor: true, emergency: false })).toEqual([])
  })

  it('EX6 what is still unknown can be part of a way', () => {
    expect(waysOf(referral, { consent: false, emergency: false })).toEqual([
      { changes: { consent: true, doctor: true }, outcome: 'allow' },
    ])
  })

  it('EX9 a fact without a remedy is a reason and no advice', () => {
    const answer = evaluateDecision(
      referral,
      'sample',
      { consent: false, doctor: true, emergency: false },
      day,
    )
    const zh = explainDecision(referral, answer, 'zh')
    const en = explainDecision(referral, answer, 'en')
    expect(zh.find((line) => line.startsWith('因为'))).toContain('急危重症为否')
    expect(zh.at(-1)).toBe('可以这样办：先征得患者同意，即可判定为“可以办理”。')
    expect(en.at(-1)).toBe('What can be done: obtain consent; the outcome is then "allowed".')
    expect(zh.filter((line) => line.includes('若'))).toEqual([])
  })

  it('EX9 a way that would also need a fact without a remedy is not offered in part', () => {
    const bundle = bundleOf({
      facts: [consent, emergency],
      decisions: [
        rulesDecision(
          [
            rule('good', { all: [is('consent'), is('emergency')] }, { outcome: 'allow' }),
            rule('bad', is('consent', false), { outcome: 'requireReview' }),
          ],
          {
            hitPolicy: 'first',
            otherwise: {
              outcome: 'denyInstitutionalAction',
              reason: { zh: '不行', en: 'no' },
            },
          },
        ),
      ],
    })
    expect(waysOf(bundle, { consent: false, emergency: false })).toEqual([])
  })

  it('EX6 a remedy leads one way only', () => {
    const bundle = bundleOf({
      facts: [consent],
      decisions: [
        rulesDecision([
          rule('with', is('consent'), { outcome: 'requireReview' }),
          rule('without', is('consent', false), { outcome: 'allow' }),
        ]),
      ],
    })
    expect(waysOf(bundle, { consent: true })).toEqual([])
  })

  it('EX6 an open remedy finds the value at which a comparison changes, and says it', () => {
    const bundle = bundleOf({
      facts: [
        {
          ...fact('days', 'integer', { minimum: 0, unit: 'day' }),
          title: { zh: '处方天数', en: 'Days' },
          remedy: step('缩短处方', 'shorten the prescription'),
        },
      ],
      decisions: [
        rulesDecision([
          rule(
            'long',
            { fact: 'days', operator: 'greaterThan', value: 28 },
            { outcome: 'requireReview' },
          ),
          rule(
            'short',
            { fact: 'days', operator: 'lessThanInclusive', value: 28 },
            { outcome: 'allow' },
          ),
        ]),
      ],
    })
    const answer = evaluateDecision(bundle, 'sample', { days: 90 }, day)
    expect(findWays(bundle, answer)[0]).toEqual({ changes: { days: 28 }, outcome: 'allow' })
    expect(explainDecision(bundle, answer, 'zh').join()).toContain(
      '先缩短处方（处方天数：28 天），即可判定为“可以办理”',
    )
  })

  it('EX8 the search ends, however many facts could be changed', () => {
    const many = Array.from({ length: 40 }, (_, at): Fact => ({ ...consent, id: `f${at}` }))
    const bundle = bundleOf({
      facts: many,
      decisions: [
        rulesDecision([rule('all', { all: many.map(({ id }) => is(id)) }, { outcome: 'allow' })], {
          otherwise: {
            outcome: 'denyInstitutionalAction',
            reason: { zh: '不行', en: 'no' },
          },
        }),
      ],
    })
    const facts = Object.fromEntries(many.map(({ id }) => [id, false]))
    expect(waysOf(bundle, facts)).toEqual([])
  })

  it('EX6 EX7 over generated rulesets every way is true, smallest, and none that is nearer is missed', () => {
    let told = 0
    fc.assert(
      fc.property(arbitraryBundle, wholeOrPartly, arbitraryRemedies, (plain, facts, remedies) => {
        const bundle = withRemedies(plain, remedies)
        const answer = evaluateDecision(bundle, 'sample', facts, day)
        const ways = findWays(bundle, answer)
        told += ways.length
        const outcomeWith = (changes: Facts) =>
          evaluateDecision(bundle, 'sample', { ...facts, ...changes }, day).outcome
        for (const { changes, outcome } of ways) {
          expect(outcomeWith(changes)).toBe(outcome)
          expect(mildness(outcome)).toBeGreaterThan(mildness(answer.outcome))
          for (const part of partsOf(changes))
            expect(mildness(outcomeWith(part))).toBeLessThan(mildness(outcome))
          for (const [id, value] of Object.entries(changes)) {
            expect(allowed(remedies, id)).toContainEqual(sorted(value))
          }
        }
        const nearest =
          mildness(answer.outcome) === -1
            ? undefined
            : nearestBy(
                remedies,
                (changes) => mildness(outcomeWith(changes)) > mildness(answer.outcome),
              )
        expect(ways[0] === undefined ? undefined : sizeOf(ways[0].changes)).toBe(nearest)
      }),
      { numRuns: 1500 },
    )
    expect(told).toBeGreaterThan(100)
  })
})

/** Most cases whole: one with many unknown facts is seldom decided. */
const wholeOrPartly: fc.Arbitrary<Facts> = fc.oneof(
  { weight: 1, arbitrary: arbitraryFacts },
  {
    weight: 3,
    arbitrary: fc.record(
      Object.fromEntries(
        Object.entries(domains).map(([id, values]) => [id, fc.constantFrom(...values)]),
      ),
    ),
  },
)

type Remedies = Readonly<Record<string, readonly Value[] | undefined>>

/** Three to five facts with a remedy, to some of their values or to any. */
const arbitraryRemedies: fc.Arbitrary<Remedies> = fc
  .subarray(Object.keys(domains), { minLength: 3, maxLength: 5 })
  .chain((ids) =>
    fc.record(
      Object.fromEntries(
        ids.map((id) => [id, fc.subarray([...(domains[id] ?? [])], { minLength: 1 })]),
      ),
    ),
  )

function withRemedies(bundle: Bundle, remedies: Remedies): Bundle {
  const { facts, ...rest } = bundle.ruleset
  return bundleOf({
    ...rest,
    facts: facts.map((known) => {
      const to = remedies[known.id]
      if (to === undefined) return known
      const all = to.length === domains[known.id]?.length
      return { ...known, remedy: { ...step('办', 'do'), ...(all ? {} : { to: [...to] }) } }
    }),
  })
}

function allowed(remedies: Remedies, id: string): readonly Value[] {
  return remedies[id] ?? []
}

/** The size of the smallest change that does it, by trying them all. */
function nearestBy(remedies: Remedies, does: (changes: Facts) => boolean): number | undefined {
  let best: number | undefined
  const visit = (ids: readonly string[], changes: Facts): void => {
    const [id, ...others] = ids
    if (id === undefined) {
      const size = sizeOf(changes)
      if (size > 0 && (best === undefined || size < best) && does(changes)) best = size
      return
    }
    visit(others, changes)
    for (const value of remedies[id] ?? []) visit(others, { ...changes, [id]: value })
  }
  visit(Object.keys(remedies), {})
  return best
}

function partsOf(changes: Facts): readonly Facts[] {
  let parts: Facts[] = [{}]
  for (const [id, value] of Object.entries(changes))
    parts = parts.flatMap((part) => [part, { ...part, [id]: value }])
  return parts.filter((part) => sizeOf(part) < sizeOf(changes))
}

function sorted(value: Value): Value {
  return Array.isArray(value) ? value.toSorted() : value
}

function sizeOf(changes: Facts): number {
  return Object.keys(changes).length
}

function mildness(outcome: Outcome): number {
  return (authoredOutcomes as readonly Outcome[]).indexOf(outcome)
}
