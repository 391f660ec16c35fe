import {
  type Bundle,
  createBundle,
  type Duty,
  evaluateDecision,
  type Facts,
  runScenario,
  type Ruleset,
  scenarioSchema,
  statePath,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { momentOf, wallClock, wallClockAt } from '../../designer/src/editor/simulator/clock.ts'
import { factsRead, groupFacts } from '../../designer/src/editor/simulator/fact-groups.ts'
import {
  decisionScenario,
  simulateScenario,
} from '../../designer/src/editor/simulator/new-scenario.ts'
import { eventLabel } from '../../designer/src/editor/simulator/simulation-labels.ts'
import { openScenario } from '../../designer/src/editor/simulator/open-scenario.ts'
import {
  currentEntry,
  goTo,
  replaySimulation,
  sendEvent,
  startSimulation,
  takenTransitions,
  type Simulation,
} from '../../designer/src/editor/simulator/simulation.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const at = '2025-03-03T09:00:00+08:00'
const facts: Facts = { 'fromUnit.id': 'T01' }
const name = { id: 'saved', title: { zh: '走一遍', en: 'a simulation' } }

function bundleOf(change: (ruleset: Ruleset) => void = () => undefined): Bundle {
  const ruleset = sampleRuleset()
  change(ruleset)
  return createBundle(ruleset, {})
}

function begin(bundle = bundleOf()): Simulation {
  const started = startSimulation(bundle, { pathway: 'referral', facts, at })
  if ('refusal' in started) throw new Error(started.refusal.issue.message.en)
  return started.simulation
}

const send = (simulation: Simulation, type: string) => sendEvent(simulation, { type, at })
const stateOf = (simulation: Simulation) => statePath(currentEntry(simulation).snapshot.value)

describe('simulating a pathway', () => {
  it('lights up the way it came', () => {
    const simulation = send(send(begin(), 'submit'), 'accept')
    expect(stateOf(simulation)).toBe('review.claimed')
    expect(takenTransitions(simulation)).toEqual(['submit', 'claim'])
  })

  it('goes back to any step and forward again', () => {
    const simulation = send(send(begin(), 'submit'), 'accept')
    const back = goTo(simulation, 1)
    expect(stateOf(back)).toBe('review.waiting')
    expect(takenTransitions(back)).toEqual(['submit'])
    expect(stateOf(goTo(back, 2))).toBe('review.claimed')
  })

  it('forgets what came after a step once something else is done there', () => {
    const simulation = send(send(begin(), 'submit'), 'accept')
    const [timer] = currentEntry(goTo(simulation, 1)).snapshot.timers
    if (timer === undefined) throw new Error('The sample waits for no delay.')
    const late = sendEvent(goTo(simulation, 1), { type: timer.event, at: timer.dueAt })
    expect(stateOf(late)).toBe('closed')
    expect(late.entries).toHaveLength(3)
  })

  it('keeps a refused event without moving the case', () => {
    const simulation = send(begin(), 'accept')
    expect(currentEntry(simulation).result.taken).toBe(false)
    expect(stateOf(simulation)).toBe('draft')
    expect(stateOf(send(simulation, 'submit'))).toBe('review.waiting')
  })

  it('is simulated again by rules that have changed since', () => {
    const simulation = send(begin(), 'submit')
    const changed = bundleOf((ruleset) => {
      const draft = ruleset.pathways[0]?.machine.states['draft']
      draft?.on?.['submit']?.splice(0, 1, { target: 'closed', meta: { id: 'shortcut' } })
    })
    const again = replaySimulation(changed, simulation)
    expect('simulation' in again && takenTransitions(again.simulation)).toEqual(['shortcut'])
  })
})

describe('saving as a scenario', () => {
  it('makes one that the model accepts and that passes at once', () => {
    const simulation = send(send(send(begin(), 'accept'), 'submit'), 'accept')
    const scenario = simulateScenario(name, simulation)
    expect(scenarioSchema.safeParse(scenario).success).toBe(true)
    expect(scenario && runScenario(simulation.bundle, scenario)).toMatchObject({
      passed: true,
      details: [],
    })
  })

  it('makes one that fails when the rules come to another end', () => {
    const simulation = send(begin(), 'submit')
    const scenario = simulateScenario(name, simulation)
    const changed = bundleOf((ruleset) => {
      const draft = ruleset.pathways[0]?.machine.states['draft']
      draft?.on?.['submit']?.splice(0, 1, { target: 'closed', meta: { id: 'shortcut' } })
    })
    expect(scenario && runScenario(changed, scenario).passed).toBe(false)
  })

  it('needs at least one step', () => {
    expect(simulateScenario(name, begin())).toBeUndefined()
  })

  it('keeps what was decided, what was hit and what was missing', () => {
    const bundle = bundleOf()
    for (const known of [{}, { stable: true }, { stable: false }] as Facts[]) {
      const result = evaluateDecision(bundle, 'downReferral', known, '2025-03-03')
      const scenario = decisionScenario(name, result, known)
      expect(scenarioSchema.safeParse(scenario).success).toBe(true)
      expect(runScenario(bundle, scenario).details).toEqual([])
      expect(openScenario(bundle, scenario)).toEqual({
        mode: 'decide',
        facts: known,
        decision: 'downReferral',
        asOf: '2025-03-03',
      })
    }
  })
})

describe('the facts of a simulation', () => {
  it('stand in groups by the first part of their names', () => {
    const groups = groupFacts(sampleRuleset().facts)
    expect(groups.map(({ prefix }) => prefix)).toContain('fromUnit')
    expect(groups.flatMap((group) => group.facts)).toHaveLength(sampleRuleset().facts.length)
  })

  it('matter to a decision when it reads them', () => {
    const result = evaluateDecision(bundleOf(), 'downReferral', {}, '2025-03-03')
    expect(factsRead(result)).toContain('stable')
    expect(factsRead(result)).not.toContain('fromUnit.id')
  })
})

describe('the clock of a simulation', () => {
  it('shows and reads the time of the ruleset, not of this machine', () => {
    expect(wallClockAt(Date.UTC(2025, 2, 3, 1, 0), '+08:00')).toBe('2025-03-03 09:00')
    expect(momentOf('2025-03-03 09:00', '+08:00')).toBe(at)
    expect(wallClock(at)).toBe('2025-03-03 09:00')
  })
})

describe('the duties of a simulated case', () => {
  const duty: Duty = {
    id: 'tell',
    title: { zh: '告知患者', en: 'tell the patient' },
    pathway: 'referral',
    owedBy: 'sender',
    begins: { on: 'transition', transitions: ['submit'] },
    within: { duration: 'PT2H' },
    keptBy: { on: 'event', events: ['accept'] },
    late: [{ id: 'remind', title: { zh: '尚未告知', en: 'not told yet' }, to: 'sender' }],
    cites: [],
  }
  const bundle = bundleOf((ruleset) => {
    ruleset.duties.push(duty)
  })

  it('keeps how they stand and when they are due in a scenario, which then runs green', () => {
    const late = '2025-03-03T11:00:00+08:00'
    const submitted = send(begin(bundle), 'submit')
    const reminded = sendEvent(submitted, { type: 'duty:tell:1', at: late })
    const kept = sendEvent(reminded, { type: 'accept', at: '2025-03-03T12:00:00+08:00' })
    const scenario = simulateScenario(name, kept)
    expect(scenario).toMatchObject({
      steps: [
        { expect: { duties: { tell: 'owed' }, due: { tell: late } } },
        { event: 'duty:tell:1', expect: { duties: { tell: 'owed' } } },
        { expect: { duties: { tell: 'keptLate' } } },
      ],
    })
    const read = scenarioSchema.parse(scenario)
    expect(runScenario(bundle, read).passed).toBe(true)
  })

  it('names their timers and reminders by their titles', () => {
    const { pathways, duties } = bundle.ruleset
    const label = (type: string) => eventLabel(pathways[0], type, duties)
    expect(label('duty:tell:1')).toEqual({ title: duty.title, elapsed: true })
    expect(label('duty:tell:1:remind')).toEqual({ title: duty.late?.[0]?.title, elapsed: true })
    expect(label('duty:gone:1')).toEqual({ title: undefined, elapsed: false })
  })
})
