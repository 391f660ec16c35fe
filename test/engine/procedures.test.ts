import { checkRuleset, startCase, statePath, step } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { approvalChecks, offices, plan, withPlan } from './make-procedure.ts'
import { dated, decisionOf, line, over, removed } from './make-red-line.ts'
import { start } from './make-pathway.ts'
import { bundleOf, codesOf, fact, is, parameter, rule, rulesetOf, text } from './make-ruleset.ts'

const units = { 'unit.lead': 'L', 'unit.finance': 'F', 'unit.health': 'H' }
const bundle = bundleOf(withPlan)

/** Sends events one after another, each by a unit; what is refused is told by its code. */
function play(events: readonly (readonly [string, string])[]) {
  const begun = startCase(bundle, { pathway: 'plan', facts: units, at: start })
  if (!begun.taken) throw new TypeError('not begun')
  let { snapshot } = begun
  const told: string[] = []
  for (const [type, unit] of events) {
    const result = step(bundle, snapshot, { type, at: start, actor: { unit } })
    if (result.taken) ({ snapshot } = result)
    told.push(result.taken ? statePath(snapshot.value) : result.issue.code)
  }
  return told
}

describe('a procedure of the community', () => {
  it('PW15 runs as any case: approvals in any order, and in force with all of them', () => {
    const orders = [
      ['financeSays', 'healthSays'],
      ['healthSays', 'financeSays'],
    ] as const
    const unitOf = { financeSays: 'F', healthSays: 'H' }
    for (const order of orders)
      expect(
        play([
          ['submit', 'L'],
          ...order.map((event) => [event, unitOf[event]] as const),
          ['begin', 'L'],
        ]),
      ).toEqual(['asked', 'asked', 'asked', 'force'])
  })

  it.each(['financeSays', 'healthSays'])('PW15 does not come in force with %s alone', (event) => {
    const unit = event === 'financeSays' ? 'F' : 'H'
    expect(
      play([
        ['submit', 'L'],
        [event, unit],
        ['begin', 'L'],
      ]),
    ).toEqual(['asked', 'asked', 'EVENT_GUARDED'])
  })

  it('PW15 takes an approval from the unit that fills the office and from nobody else', () => {
    expect(
      play([
        ['submit', 'L'],
        ['financeSays', 'L'],
        ['financeSays', 'H'],
      ]),
    ).toEqual(['asked', 'EVENT_ACTOR', 'EVENT_ACTOR'])
  })

  it('PW15 asks for every approval anew once the plan was sent back', () => {
    expect(
      play([
        ['submit', 'L'],
        ['financeSays', 'F'],
        ['sendBack', 'H'],
        ['submit', 'L'],
        ['healthSays', 'H'],
        ['begin', 'L'],
      ]).slice(-2),
    ).toEqual(['asked', 'EVENT_GUARDED'])
  })
})

describe('red lines of a procedure', () => {
  const guarded = { ...withPlan, ...line(...approvalChecks) }
  const asked = (on: object) => ({
    pathways: [{ id: 'plan', machine: { states: { asked: { on } } } }],
  })
  const set = (name: string) => ({ type: 'set', params: { fact: name, value: true } })

  it.each([
    ['nothing', {}, []],
    [
      'an approval gone',
      {
        pathways: [
          {
            id: 'plan',
            events: [{ id: 'healthSays', ...removed }],
            machine: { states: { asked: { on: { healthSays: removed } } } },
          },
        ],
      },
      ['RED_LINE_RECORD_MISSING'],
    ],
    [
      'an approval nobody asks for any more',
      { decisions: [{ id: 'approved', rules: [{ id: 'health', ...removed }] }] },
      ['RED_LINE_NOT_DECIDED'],
    ],
    [
      'an approval by another office',
      { pathways: [{ id: 'plan', events: [{ id: 'healthSays', actors: ['lead'] }] }] },
      ['RED_LINE_RECORD', 'RED_LINE_RECORD_MISSING'],
    ],
    [
      'an approval that another may give as well',
      { pathways: [{ id: 'plan', events: [{ id: 'healthSays', actors: ['health', 'lead'] }] }] },
      ['RED_LINE_RECORD', 'RED_LINE_RECORD_MISSING'],
    ],
    [
      'a party that another office fills',
      { pathways: [{ id: 'plan', parties: [{ id: 'health', office: 'lead' }] }] },
      ['RED_LINE_RECORD', 'RED_LINE_RECORD_MISSING'],
    ],
    [
      'an approval taken for granted with another event',
      asked({
        financeSays: [{ actions: [set('byFinance'), set('byHealth')], meta: { id: 'finance' } }],
      }),
      ['RED_LINE_RECORD'],
    ],
    [
      'an approval a form takes from another',
      { pathways: [{ id: 'plan', events: [{ id: 'submit', asks: ['byHealth'] }] }] },
      ['RED_LINE_RECORD'],
    ],
    [
      'approvals that stand after it was sent back',
      {
        pathways: [
          {
            id: 'plan',
            machine: {
              states: {
                draft: { entry: [{ type: 'set', params: { fact: 'byFinance', value: false } }] },
              },
            },
          },
        ],
      },
      ['RED_LINE_RECORD_STAYS', 'RED_LINE_RECORD_STAYS'],
    ],
    [
      'a short cut',
      asked({ submit: [{ target: 'force', meta: { id: 'short' } }] }),
      ['RED_LINE_ENTERED', 'RED_LINE_NOT_DECIDED'],
    ],
    [
      'the pathway gone',
      { pathways: [{ id: 'plan', ...removed }] },
      ['RED_LINE_ITEM_MISSING', 'RED_LINE_ITEM_MISSING', 'RED_LINE_ITEM_MISSING'],
    ],
    [
      'one approval more',
      {
        offices: [{ id: 'insurance', title: text('insurance'), of: 'community' }],
        facts: [fact('unit.insurance', 'text'), fact('byInsurance', 'boolean')],
        decisions: [
          {
            id: 'approved',
            rules: [
              rule('insurance', is('byInsurance', false), { outcome: 'denyInstitutionalAction' }),
            ],
          },
        ],
        pathways: [
          {
            id: 'plan',
            parties: [
              {
                id: 'insurance',
                title: text('insurance'),
                unitFact: 'unit.insurance',
                office: 'insurance',
              },
            ],
            events: [{ id: 'insuranceSays', title: text('insurance'), actors: ['insurance'] }],
            machine: {
              states: {
                asked: {
                  on: {
                    insuranceSays: [{ actions: [set('byInsurance')], meta: { id: 'insurance' } }],
                  },
                },
              },
            },
          },
        ],
      },
      [],
    ],
  ])('RL10 %s', (_, own, codes) => {
    expect(over(guarded, own).toSorted()).toEqual(codes)
  })

  it('RL10 shows how a plan comes in force without an approval, step by step', () => {
    const ruleset = rulesetOf({
      ...guarded,
      decisions: [
        decisionOf(
          'approved',
          [rule('finance', is('byFinance', false), { outcome: 'denyInstitutionalAction' })],
          {
            subject: 'other',
            hitPolicy: 'first',
            otherwise: { outcome: 'allow', reason: text('approved') },
          },
        ),
      ],
    })
    const issue = checkRuleset(ruleset, { publishing: false }).find(
      ({ code }) => code === 'RED_LINE_NOT_DECIDED',
    )
    expect(issue?.example?.steps?.map(({ event }) => event)).toEqual([
      'submit',
      'financeSays',
      'begin',
    ])
  })

  it('RL10 says nothing of the charts of patients, and their lines nothing of it', () => {
    const patients = line({ kind: 'alwaysOpen', event: 'patientChoice', actors: ['sender'] })
    expect(over({ ...withPlan, ...patients }, {})).toEqual(['RED_LINE_ITEM_MISSING'])
  })
})

describe('whose cases a pathway holds', () => {
  const codes = (own: object) =>
    codesOf(checkRuleset(rulesetOf({ ...withPlan, ...own }), { publishing: false })).filter(
      (code) => ['SUBJECT_ROLE', 'PARTY_OFFICE', 'REFERENCE_UNKNOWN'].includes(code),
    )
  const planWith = (own: object) => ({ pathways: [{ ...plan, ...own }] })

  it('VE17 finds nothing in a sound procedure', () => {
    expect(codes({})).toEqual([])
  })

  it('VE17 finds a meaning for patients in a procedure, and one of a procedure in a chart of patients', () => {
    const [submit, ...others] = plan.events
    expect(codes(planWith({ events: [{ ...submit, role: 'emergency' }, ...others] }))).toEqual([
      'SUBJECT_ROLE',
    ])
    // Three states and four events mean something here.
    expect(codes(planWith({ subject: 'patient' }))).toEqual(Array(7).fill('SUBJECT_ROLE'))
  })

  it('VE17 finds a party that no office of the community fills', () => {
    const [lead, ...others] = plan.parties
    const { office: _office, ...bare } = lead ?? { office: '' }
    expect(codes(planWith({ parties: [bare, ...others] }))).toEqual(['PARTY_OFFICE'])
    expect(
      codes({
        offices: offices.map((each) => (each.id === 'lead' ? { ...each, of: 'unit' } : each)),
      }),
    ).toEqual(['PARTY_OFFICE'])
  })

  it('VE2 finds an office that is not there', () => {
    expect(codes({ offices: offices.slice(1) }).toSorted()).toEqual([
      'PARTY_OFFICE',
      'REFERENCE_UNKNOWN',
    ])
  })

  it('RL23 keeps a chart of patients one', () => {
    const patients = {
      ...plan,
      subject: 'patient',
      events: plan.events.map(({ role: _role, ...event }) => event),
    }
    const lines = line({ kind: 'declares', event: 'submit', facts: ['byFinance'] })
    const base = {
      ...withPlan,
      ...lines,
      parameters: [parameter('x', 'integer', { values: [dated(1)] })],
    }
    expect(
      over({ ...base, pathways: [patients] }, { pathways: [{ id: 'plan', subject: 'community' }] }),
    ).toContain('RED_LINE_ROLE_CHANGED')
  })
})
