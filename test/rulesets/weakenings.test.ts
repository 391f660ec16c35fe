import {
  checkRuleset,
  createBundle,
  evaluateDecision,
  type Issue,
  type Ruleset,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { bundleOf } from './resolve-folder.ts'

const { ruleset: parent } = await bundleOf('district-plan')
const { ruleset: county } = await bundleOf('demo-plain-county')

type Edit = (draft: Ruleset) => void
function edited(edit: Edit): Ruleset {
  const draft = structuredClone(county)
  edit(draft)
  return draft
}
const byId = <T extends { id: string }>(items: readonly T[], id: string): T =>
  items.find((item) => item.id === id)!
const valueOf = (draft: Ruleset, id: string) => byId(draft.parameters, id).values[0]!

/** What stands in the way of publishing on a day. */
function issuesOf(ruleset: Ruleset): readonly Issue[] {
  return checkRuleset(ruleset, { publishing: true, parent, asOf: '2026-01-01' }).filter(
    ({ severity }) => severity === 'error' || severity === 'acknowledge',
  )
}
const codesOf = (ruleset: Ruleset) => [...new Set(issuesOf(ruleset).map(({ code }) => code))]

const daysOf = (year: number, count: number) =>
  Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10),
  )
const rule = (draft: Ruleset, decision: string, id: string) => {
  const found = byId(draft.decisions, decision)
  if (found.kind !== 'rules') throw new TypeError(`${decision} is no list of rules.`)
  return byId(found.rules, id)
}
/** Demands an indication of emergencies, too. */
const bothNeeded: Edit = (draft) => {
  for (const id of ['to-district', 'to-township']) {
    const { conditions } = rule(draft, 'upReferral', id)
    if (!('all' in conditions)) throw new TypeError(`${id} has no parts.`)
    conditions.all = conditions.all.map((part) => ('any' in part ? { all: part.any } : part))
  }
}

/** Name, edit, the code that must be among those found. */
const weakenings: readonly (readonly [string, Edit, string])[] = [
  [
    'a review takes ten years',
    (draft) => {
      valueOf(draft, 'reviewTimeLimit').value = 'P3650D'
    },
    'DEADLINE_LONG',
  ],
  [
    'a required value begins in 2076, so that its timer never starts',
    (draft) => {
      valueOf(draft, 'reviewTimeLimit').from = '2076-01-01'
    },
    'VALUE_FAR_AHEAD',
  ],
  [
    'a required value is not there on the first day',
    (draft) => {
      valueOf(draft, 'returnTimeLimit').from = '2027-01-01'
    },
    'PARAMETER_NOT_YET',
  ],
  [
    'every day of a year is a holiday',
    (draft) => {
      const { utcOffset = '+08:00' } = draft.manifest.calendar ?? {}
      draft.manifest.calendar = { utcOffset, holidays: daysOf(2026, 365), workdays: [] }
    },
    'CALENDAR_DAYS_OFF',
  ],
  ['an emergency without an indication is not applicable', bothNeeded, 'RED_LINE_IMPLICATION'],
  [
    'a scenario that guards a red line is struck out',
    (draft) => {
      draft.scenarios = draft.scenarios.filter(({ guards = [] }) => guards.length === 0)
    },
    'GUARD_SCENARIO_REMOVED',
  ],
  [
    'a rule under a red line ends before the version begins',
    (draft) => {
      rule(draft, 'emergencyLane', 'declared').to = '2025-12-31'
    },
    'RED_LINE_RULE_CHANGED',
  ],
  [
    'a rule under a red line begins a day late',
    (draft) => {
      rule(draft, 'emergencyLane', 'declared').from = '2026-01-02'
    },
    'RED_LINE_RULE_CHANGED',
  ],
  [
    'the whole surplus goes to one tier',
    (draft) => {
      for (const [id, value] of [
        ['surplusWeightDistrict', 100],
        ['surplusWeightTownship', 0],
        ['surplusWeightVillage', 0],
      ] as const)
        valueOf(draft, id).value = value
    },
    'SHARE_NOTHING',
  ],
  [
    'the budget is 1 % of what was raised',
    (draft) => {
      valueOf(draft, 'fundBudgetRate').value = { numerator: 1, denominator: 100 }
    },
    'RATIO_FAR',
  ],
  [
    'the titles of two consent codes are exchanged',
    (draft) => {
      const values = byId(draft.facts, 'consent.status').values!
      ;[values[0]!.title, values[1]!.title] = [values[1]!.title, values[0]!.title]
    },
    'TITLE_OF_ANOTHER',
  ],
  [
    'a consent code says the opposite',
    (draft) => {
      const value = byId(draft.facts, 'consent.status').values!.find(
        ({ code }) => code === 'given',
      )!
      value.title = { zh: `不${value.title!.zh}`, en: value.title!.en }
    },
    'TITLE_OF_ANOTHER',
  ],
  [
    'an event says the opposite',
    (draft) => {
      const event = byId(byId(draft.pathways, 'referral').events, 'accept')
      event.title = { zh: `不${event.title.zh}`, en: event.title.en }
    },
    'TITLE_REVERSED',
  ],
  [
    'the red line is struck out',
    (draft) => {
      draft.redLines = draft.redLines.filter(({ id }) => id !== 'RL-02')
    },
    'RED_LINE_REMOVED',
  ],
]

describe('a county that weakens values, dates, words and what guards them', () => {
  it.each(weakenings)('MU2 is refused or has to be taken on: %s', (_, edit, code) => {
    const issues = issuesOf(edited(edit))
    expect(issues.map((issue) => issue.code)).toContain(code)
    for (const issue of issues.filter((each) => each.code === code && each.redLine !== undefined))
      expect(issue.message.zh).toMatch(/RL-\d+/)
  })

  it('RL4 the emergency without an indication is shown by a case that the decision leaves without a word', () => {
    const draft = edited(bothNeeded)
    const issue = issuesOf(draft).find(({ code }) => code === 'RED_LINE_IMPLICATION')
    expect(issue?.redLine).toBe('RL-02')
    expect(issue?.message.zh).toContain('DP-41')
    const { facts = {}, asOf = '2026-01-01', decision = '' } = issue?.example ?? {}
    expect(facts).toMatchObject({ 'referral.emergencyCritical': true })
    const answer = (ruleset: Ruleset) =>
      evaluateDecision(createBundle(ruleset, {}), decision, facts, asOf).outcome
    expect(answer(draft)).toBe('notAssessable')
    expect(answer(county)).toBe('allow')
  })
})

const harmless: readonly (readonly [string, Edit])[] = [
  [
    'a review takes three times as long',
    (draft) => {
      valueOf(draft, 'reviewTimeLimit').value = 'PT72H'
    },
  ],
  [
    'a value has another from next year on',
    (draft) => {
      byId(draft.parameters, 'reviewTimeLimit').values.push({ from: '2027-01-01', value: 'PT12H' })
    },
  ],
  [
    'ten days of a year are holidays',
    (draft) => {
      const { utcOffset = '+08:00' } = draft.manifest.calendar ?? {}
      draft.manifest.calendar = { utcOffset, holidays: daysOf(2026, 10), workdays: [] }
    },
  ],
  [
    'the surplus is split a little otherwise',
    (draft) => {
      valueOf(draft, 'surplusWeightVillage').value =
        Number(valueOf(draft, 'surplusWeightVillage').value) + 1
    },
  ],
  [
    'a consent code is worded otherwise',
    (draft) => {
      const value = byId(draft.facts, 'consent.status').values!.find(
        ({ code }) => code === 'given',
      )!
      value.title = { zh: `${value.title!.zh}（已签字）`, en: `${value.title!.en} (signed)` }
    },
  ],
  [
    'an emergency goes before an indication',
    (draft) => {
      const { conditions } = rule(draft, 'upReferral', 'to-district')
      if ('all' in conditions)
        conditions.all = conditions.all.map((part) =>
          'any' in part ? { any: part.any.toReversed() } : part,
        )
    },
  ],
  [
    'a scenario that guards a red line is called otherwise',
    (draft) => {
      const guarding = draft.scenarios.find(({ guards = [] }) => guards.length > 0)!
      guarding.title = { zh: '本县说法', en: "the county's words" }
    },
  ],
]

describe('a county that changes the same without weakening it', () => {
  it.each(harmless)('MU2 passes: %s', (_, edit) => {
    expect(codesOf(edited(edit))).toEqual([])
  })
})
