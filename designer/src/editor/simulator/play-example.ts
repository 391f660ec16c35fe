import { type Bundle, type IssueExample, parseFacts } from '@jieli/engine'
import { currentEntry, sendEvent, type Simulation, startSimulation } from './simulation.ts'

/** The moment of its day at which an example begins. */
const hour = 'T12:00:00'

/**
 * Plays an example of an issue on the current rules: the case is begun and everything is sent to it, as the proof did. The last
 * thing sent may be refused: that is then what the example shows. `undefined` where the case cannot begin any more. Pure.
 */
export function playExample(bundle: Bundle, example: IssueExample): Simulation | undefined {
  const { ruleset } = bundle
  const pathway = ruleset.pathways.find(({ id }) => id === example.pathway)
  if (pathway === undefined) return undefined
  const at = `${example.asOf}${hour}${ruleset.manifest.calendar?.utcOffset ?? '+08:00'}`
  const { facts } = parseFacts(ruleset, example.facts)
  const started = startSimulation(bundle, { pathway: pathway.id, facts, at })
  if (!('simulation' in started)) return undefined
  let { simulation } = started
  for (const step of example.steps ?? []) {
    const { snapshot } = currentEntry(simulation)
    const timer = snapshot.timers.find(({ delay }) => delay === step.delay)
    const party = pathway.parties.find(({ id }) => id === step.party)
    const unit = party === undefined ? undefined : snapshot.facts[party.unitFact]
    simulation = sendEvent(simulation, {
      type: timer?.event ?? step.event ?? '',
      at: timer?.dueAt ?? snapshot.at,
      ...(step.facts === undefined ? {} : { facts: parseFacts(ruleset, step.facts).facts }),
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(typeof unit === 'string' && { actor: { unit } }),
    })
  }
  return simulation
}
