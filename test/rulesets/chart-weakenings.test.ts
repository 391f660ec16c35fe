import {
  checkRuleset,
  type Issue,
  type Pathway,
  type Ruleset,
  type StateDefinition,
  type TransitionDefinition,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { playExample } from './play-example.ts'
import { bundleOf } from './resolve-folder.ts'

const { ruleset: parent } = await bundleOf('district-plan')
const { ruleset: county } = await bundleOf('demo-plain-county')

/** The county's ruleset with its referral pathway edited. */
function edited(edit: (pathway: Pathway, ruleset: Ruleset) => void): Ruleset {
  const draft = structuredClone(county)
  edit(referralOf(draft), draft)
  return draft
}
const referralOf = ({ pathways }: Ruleset): Pathway => pathways.find(({ id }) => id === 'referral')!
const stateOf = ({ machine }: Pathway, path: string): StateDefinition =>
  path.split('.').reduce<StateDefinition>((state, key) => state.states![key]!, {
    states: machine.states,
    meta: { title: { zh: '', en: '' } },
  })
const eventOf = ({ events }: Pathway, id: string) => events.find((event) => event.id === id)!
const to = (target: string, id = 'added', more: object = {}): TransitionDefinition => ({
  target: `#referral.${target}`,
  meta: { id },
  ...more,
})
const guard = (decision: string, ...opens: string[]) =>
  ({ guard: { type: 'decision', params: { decision, opens } } }) as object
const decide = (ruleset: Ruleset, id: string, conditions: object) =>
  ruleset.decisions.push({
    kind: 'rules',
    id,
    title: { zh: id, en: id },
    hitPolicy: 'first',
    rules: [
      {
        id: 'yes',
        cites: ['district-plan#DP-17'],
        conditions,
        then: { outcome: 'allow', reason: { zh: '可以。', en: 'Yes.' } },
      },
    ],
    cites: ['district-plan#DP-17'],
    otherwise: { outcome: 'notAssessable', reason: { zh: '其余不论。', en: 'Left open.' } },
  } as Ruleset['decisions'][number])
const selfPaying = { fact: 'patient.insuranceScheme', operator: 'equal', value: 'self-pay' }
const never = { fact: 'consent.preferredUnitId', operator: 'equal', value: 'nobody' }

/** What stands in the way of publishing. */
function issuesOf(ruleset: Ruleset): readonly Issue[] {
  return checkRuleset(ruleset, { publishing: true, parent }).filter(
    ({ severity }) => severity === 'error' || severity === 'acknowledge',
  )
}
const codesOf = (ruleset: Ruleset) => [...new Set(issuesOf(ruleset).map(({ code }) => code))]

/** The codes that come with an example. */
const playable = new Set([
  'RED_LINE_SHUT',
  'RED_LINE_LEADS_ELSEWHERE',
  'RED_LINE_ENTERED',
  'RED_LINE_NOT_DECIDED',
  'RED_LINE_STUCK',
  'RED_LINE_ROUND',
])

/** Name, edit, the code that must be among those found. */
const weakenings: readonly (readonly [string, Parameters<typeof edited>[0], string])[] = [
  [
    "a transition ahead of the patient's own choice leads to the end",
    (pathway) => stateOf(pathway, 'draft').on!['recordPatientChoice']!.unshift(to('cancelled')),
    'RED_LINE_LEADS_ELSEWHERE',
  ],
  [
    'the same for self-paying patients only',
    (pathway, ruleset) => {
      decide(ruleset, 'paysAlone', selfPaying)
      stateOf(pathway, 'review').on!['recordPatientChoice']!.unshift(
        to('declined', 'added', guard('paysAlone', 'allow')),
      )
    },
    'RED_LINE_LEADS_ELSEWHERE',
  ],
  [
    'self-paying patients are cancelled automatically at the start',
    (pathway, ruleset) => {
      decide(ruleset, 'paysAlone', selfPaying)
      stateOf(pathway, 'draft').always = [to('cancelled', 'added', guard('paysAlone', 'allow'))]
    },
    'RED_LINE_ENTERED',
  ],
  [
    'an emergency needs a written reason',
    (pathway) => {
      eventOf(pathway, 'emergencyArrival').needsReason = true
    },
    'RED_LINE_SHUT',
  ],
  [
    'the form of an emergency no longer takes the emergency',
    (pathway) => {
      eventOf(pathway, 'emergencyArrival').asks = []
    },
    'RED_LINE_FORM',
  ],
  [
    'an emergency also needs a second fact',
    (pathway, ruleset) => {
      decide(ruleset, 'registered', {
        all: [
          { condition: 'emergency' },
          { fact: 'patient.contracted', operator: 'equal', value: true },
        ],
      })
      for (const state of ['draft', 'declined', 'no-show', 'expired', 'patient-choice', 'review'])
        for (const transition of stateOf(pathway, state).on!['emergencyArrival']!)
          Object.assign(transition, guard('registered', 'allow'))
    },
    'RED_LINE_SHUT',
  ],
  [
    "the patient's choice needs a reason",
    (pathway) => {
      eventOf(pathway, 'recordPatientChoice').needsReason = true
    },
    'RED_LINE_SHUT',
  ],
  [
    "the patient's choice is recorded by the sending side alone",
    (pathway) => {
      eventOf(pathway, 'recordPatientChoice').actors = ['fromUnit']
    },
    'RED_LINE_SHUT',
  ],
  [
    'acceptance waits for a guard that is never known',
    (pathway, ruleset) => {
      decide(ruleset, 'unheard', never)
      for (const state of ['review.submitted', 'review.under-review'])
        for (const transition of stateOf(pathway, state).on!['accept']!)
          Object.assign(transition, guard('unheard', 'allow'))
    },
    'RED_LINE_SHUT',
  ],
  [
    "arrival after the patient's own choice waits for such a guard",
    (pathway, ruleset) => {
      decide(ruleset, 'unheard', never)
      Object.assign(
        stateOf(pathway, 'patient-choice').on!['arrive']![0]!,
        guard('unheard', 'allow'),
      )
    },
    'RED_LINE_SHUT',
  ],
  [
    'a new pathway between units takes no consent',
    (pathway, ruleset) => {
      const quick = structuredClone(pathway)
      quick.id = 'quick'
      const draft = stateOf(quick, 'draft')
      draft.on!['submit'] = [{ target: 'review', meta: { id: 'quick-submit' } }]
      ruleset.pathways.push(quick)
    },
    'RED_LINE_NOT_DECIDED',
  ],
  [
    'a new pathway between units marks nothing',
    (pathway, ruleset) => {
      const quick = structuredClone(pathway)
      quick.id = 'quick'
      for (const event of quick.events) delete event.role
      ruleset.pathways.push(quick)
    },
    'RED_LINE_ROLE_MISSING',
  ],
  [
    'the sending side is read from the receiving unit',
    (pathway) => {
      pathway.parties.find(({ id }) => id === 'fromUnit')!.unitFact = 'toUnit.id'
    },
    'RED_LINE_PARTY',
  ],
  [
    'the receiving side withdraws what the sending side asked for',
    (pathway) => {
      eventOf(pathway, 'cancel').actors = ['toUnit']
    },
    'RED_LINE_ACTOR',
  ],
  [
    'a state inside review goes on only by being given up',
    (pathway) => {
      stateOf(pathway, 'review').states!['waiting'] = {
        meta: { title: { zh: '等候', en: 'waiting' } },
      }
      stateOf(pathway, 'review.submitted').on!['claim'] = [
        { target: 'waiting', meta: { id: 'claim' } },
      ]
    },
    'RED_LINE_STUCK',
  ],
  [
    'nobody is responsible any more',
    (pathway) => {
      delete stateOf(pathway, 'declined').meta.owner
    },
    'RED_LINE_OWNER',
  ],
  [
    'review has no time limit',
    (pathway) => {
      delete stateOf(pathway, 'review').after
    },
    'RED_LINE_DEADLINE',
  ],
  [
    'a patient on the way is sent back to the beginning',
    (pathway) => {
      stateOf(pathway, 'handover').on!['decline'] = [to('review.submitted')]
    },
    'RED_LINE_ROUND',
  ],
  [
    'a declined patient is handed over to another unit after all',
    (pathway) => {
      stateOf(pathway, 'declined').on!['accept'] = [to('handover.accepted')]
    },
    'RED_LINE_NOT_DECIDED',
  ],
  [
    'what the patient says anew is not looked at',
    (pathway) => {
      delete stateOf(pathway, 'review.info-requested').on!['supplyInfo']![0]!.guard
    },
    'RED_LINE_NOT_DECIDED',
  ],
  [
    'an event loses its meaning',
    (pathway) => {
      delete eventOf(pathway, 'recordPatientChoice').role
    },
    'RED_LINE_ROLE_CHANGED',
  ],
  [
    'a waiting room is called care',
    (pathway) => {
      pathway.machine.states['hold'] = {
        meta: { title: { zh: '候诊', en: 'hold' }, roles: ['care'], owner: 'toUnit' },
        on: { arrive: [to('care.arrived', 'from-hold')] },
      }
      stateOf(pathway, 'review.submitted').on!['claim'] = [to('hold', 'claim')]
    },
    'RED_LINE_ENTERED',
  ],
  [
    'the patient who chose goes nowhere',
    (pathway) => {
      stateOf(pathway, 'patient-choice').always = [to('draft')]
    },
    'RED_LINE_LEADS_ELSEWHERE',
  ],
]

describe('a county that weakens its chart', () => {
  it.each(weakenings)('RL21 is refused: %s', (_, edit, code) => {
    const ruleset = edited(edit)
    const issues = issuesOf(ruleset)
    expect(issues.map((issue) => issue.code)).toContain(code)
    for (const issue of issues.filter((each) => each.code === code)) {
      expect(issue.redLine).toMatch(/^RL-/)
      expect(issue.message.zh).toMatch(/DP-\d+/)
    }
  })

  const shown = weakenings.filter(([, , code]) => playable.has(code))
  it.each(shown)('RL22 is shown by a patient who can be played: %s', (_, edit, code) => {
    const ruleset = edited(edit)
    const found = issuesOf(ruleset).filter((issue) => issue.code === code)
    for (const { example } of found) {
      const played = playExample(ruleset, example!)
      // A shut event is refused at the very end; every other way is gone to its end.
      const sent = (example?.steps ?? []).length
      if (code === 'RED_LINE_SHUT') expect(played.states.length).toBeLessThanOrEqual(sent)
      else expect([played.refused, played.states.length]).toEqual([undefined, sent + 1])
    }
    expect(found.length).toBeGreaterThan(0)
  })

  it('RL22 a case cancelled for its purse rests in the cancelled state when played', () => {
    const ruleset = edited(weakenings[2]![1])
    const issue = issuesOf(ruleset).find(({ code }) => code === 'RED_LINE_ENTERED')
    expect(issue?.example?.facts).toMatchObject({ 'patient.insuranceScheme': 'self-pay' })
    expect(playExample(ruleset, issue!.example!).states).toEqual(['cancelled'])
  })
})

const harmless: readonly (readonly [string, Parameters<typeof edited>[0]])[] = [
  [
    'a state is added on the way, with an owner and a way on',
    (pathway) => {
      stateOf(pathway, 'handover').states!['waiting-bed'] = {
        meta: { title: { zh: '等床', en: 'waiting for a bed' }, owner: 'toUnit' },
        on: { arrive: [to('care.arrived', 'arrive-waiting')] },
      }
      stateOf(pathway, 'handover.accepted').on!['depart'] = [
        { target: 'waiting-bed', meta: { id: 'depart-from-accepted' } },
      ]
    },
  ],
  [
    'a title and a timer are changed',
    (pathway) => {
      stateOf(pathway, 'declined').meta.title = { zh: '已被拒绝', en: 'was declined' }
      stateOf(pathway, 'review').after = {
        reviewTimeLimit: [to('expired', 'review-expires')],
      }
    },
  ],
  [
    'the receiving side may add a note when it declines',
    (pathway) => {
      eventOf(pathway, 'decline').asks = ['clinical.stable']
    },
  ],
  [
    "the patient's choice is told to one more party",
    (pathway) => {
      for (const state of ['draft', 'review'])
        stateOf(pathway, state).on!['recordPatientChoice']![0]!.actions!.push({
          type: 'emit',
          params: { event: 'patientChoiceTold', title: { zh: '告知', en: 'told' }, to: 'toUnit' },
        })
    },
  ],
  [
    'acceptance first looks at contracted patients',
    (pathway, ruleset) => {
      decide(ruleset, 'contractedFirst', {
        fact: 'patient.contracted',
        operator: 'equal',
        value: true,
      })
      stateOf(pathway, 'review.submitted').on!['accept']!.unshift(
        to('handover.accepted', 'first', guard('contractedFirst', 'allow')),
      )
    },
  ],
]

describe('a county that changes its chart without weakening it', () => {
  it.each(harmless)('RL21 passes: %s', (_, edit) => {
    expect(codesOf(edited(edit))).toEqual([])
  })

  it('RL21 the county as it is passes', () => {
    expect(codesOf(county)).toEqual([])
  })
})
