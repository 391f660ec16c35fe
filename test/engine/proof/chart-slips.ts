import { createBundle, evaluateDecision, startCase, type Ruleset } from '@jieli/engine'
import { createFactGenerator } from '@jieli/engine/agreement'
import { setFact } from '../make-pathway.ts'
import { is, parameter, rule } from '../make-ruleset.ts'
import {
  type Defect,
  stateOf,
  only,
  eventOf,
  decisionOf,
  planted,
  guard,
  at,
  units,
  sent,
} from './planting.ts'
import { seeded } from './sound-table.ts'

/** What a chart and its rules can do together that nobody can have meant. */
export const slips: Readonly<Record<string, readonly Defect[]>> = {
  outcomeUnanswered: [
    {
      code: 'OUTCOME_UNANSWERED',
      plant: (parts, { pick }) => {
        const outcome = pick(['requireReview', 'allowWithAdvice'])
        decisionOf(parts, 'maySubmit').rules.push(
          rule('planted', { all: [is('consent', 'unable'), is('urgent', false)] }, {
            outcome,
          } as never),
        )
        return 'events/submit'
      },
      shows: ({ ruleset, issue }) => {
        const { decision = '', facts = {}, asOf = '' } = issue.example ?? {}
        const { outcome } = evaluateDecision(createBundle(ruleset, {}), decision, facts, asOf)
        return outcome === 'requireReview' || outcome === 'allowWithAdvice'
      },
    },
  ],
  guardNeverOpens: [
    {
      code: 'GUARD_NEVER_OPENS',
      plant: (parts, { pick }) => {
        const opens = pick([['requireReview'], ['allowWithAdvice', 'requireReview']])
        stateOf(parts, 'failed').on!['cancel']!.unshift(
          planted('draft', guard('isUrgent', ...opens)),
        )
        return 'transitions/planted'
      },
      shows: ({ ruleset }) => opensNever(ruleset, 'isUrgent', 'requireReview'),
    },
    {
      code: 'GUARD_NEVER_OPENS',
      plant: (parts, { pick }) => {
        parts.decisions.push({
          ...decisionOf(parts, 'isUrgent'),
          id: 'nobody',
          rules: [
            rule('none', {
              all: pick([
                [is('urgent'), is('urgent', false)],
                [is('consent', 'given'), is('consent', 'refused')],
              ]),
            }),
          ],
        })
        stateOf(parts, 'failed').on!['cancel']!.unshift(planted('draft', guard('nobody', 'allow')))
        return 'transitions/planted'
      },
      shows: ({ ruleset }) => opensNever(ruleset, 'nobody', 'allow'),
    },
  ],
  factNotAsked: [
    {
      code: 'FACT_NOT_ASKED_FOR',
      plant: (parts) => {
        for (const event of parts.pathways[0].events)
          event.asks = (event.asks ?? []).filter((fact) => fact !== 'consent')
        return 'events/submit'
      },
      shows: (found) => !sent(found, 'submit', 'a', { consent: 'given' }).taken,
    },
  ],
  deadlineNeverStarts: [
    {
      code: 'DEADLINE_NEVER_STARTS',
      plant: (parts) => {
        parts.parameters.push(parameter('unset', 'duration') as never)
        parts.pathways[0].delays.push({
          id: 'never',
          title: eventOf(parts, 'submit')['title' as never],
          after: { parameter: 'unset' },
        } as never)
        stateOf(parts, 'draft').after = { never: [planted('failed')] }
        return 'delays/never'
      },
      shows: ({ ruleset }) => {
        const begun = startCase(createBundle(ruleset, {}), { pathway: 'walk', facts: units, at })
        return begun.taken && begun.snapshot.timers.length === 0
      },
    },
  ],
  effectOverwritten: [
    {
      code: 'EFFECT_OVERWRITTEN',
      plant: (parts, { random }) => {
        const edge = only(parts, 'draft', 'cancel')
        const value = random() < 0.5
        edge.actions = [setFact('came', !value), setFact('came', value)]
        return edge.meta.id
      },
      shows: (found) => {
        const result = sent(found, 'cancel', 'a')
        if (!result.taken) return false
        const [edge] = found.ruleset.pathways[0]?.machine.states['draft']?.on?.['cancel'] ?? []
        const values =
          edge?.actions?.map(({ params }) => (params as { value?: unknown }).value) ?? []
        return result.snapshot.facts['came'] === values[1] && values[0] !== values[1]
      },
    },
  ],
}

/** Whether a decision yields an outcome for none of many cases drawn at random. */
function opensNever(ruleset: Ruleset, decision: string, outcome: string): boolean {
  const bundle = createBundle(ruleset, {})
  const draw = createFactGenerator(ruleset, '2026-03-03', seeded(1))
  return Array.from({ length: 50 }, draw).every(
    (facts) => evaluateDecision(bundle, decision, facts, '2026-03-03').outcome !== outcome,
  )
}
