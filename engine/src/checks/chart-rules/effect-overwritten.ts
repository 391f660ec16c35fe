import { jsonEqual } from '../../model/json.ts'
import { consequences } from '../../model/references/decision-references.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { oncePerTransition } from '../../red-lines/charts/once-per-transition.ts'
import { type ChartRule, transitionIssue } from './chart-rule.ts'

/** A fact that one transition writes twice, each time otherwise: only what is written last is kept. */
export const effectOverwritten: ChartRule = (chart) => {
  const { decisions, facts } = indexRuleset(chart.bundle.ruleset)
  return oncePerTransition(chart.edges).flatMap((edge) => {
    const { guard, actions = [] } = edge.transition
    const decision = decisions.get(guard?.params.decision ?? '')
    const opened = guard?.params.opens ?? []
    const first = (decision === undefined ? [] : consequences(decision))
      .filter(({ then }) => opened.includes(then.outcome ?? 'allow'))
      .flatMap(({ then }) => then.effects ?? [])
      .flatMap((effect) => (effect.type === 'set' ? [effect] : []))
    const then = actions.flatMap((action) => (action.type === 'set' ? [action.params] : []))
    const twice = then.filter(
      ({ fact, value }, at) =>
        first.some((effect) => effect.fact === fact && !jsonEqual(effect.value, value)) ||
        then.slice(0, at).some((other) => other.fact === fact && !jsonEqual(other.value, value)),
    )
    return twice.map(({ fact }) =>
      transitionIssue(chart, edge, 'EFFECT_OVERWRITTEN', { fact: facts.get(fact)?.title ?? fact }),
    )
  })
}
