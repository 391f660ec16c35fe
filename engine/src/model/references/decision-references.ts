import type { Decision, Effect, Otherwise, TableDecision } from '../decision.ts'
import type { Delay } from '../parameter.ts'
import { parametersNamedIn, tellableTypes } from '../named-parameters.ts'
import { conditionReferences, testReferences } from './condition-references.ts'
import type { Reference } from './reference.ts'
import { linesOf } from '../decision-lines.ts'

/** Everything a decision names. Pure. */
export function decisionReferences(decision: Decision, path: string): readonly Reference[] {
  return [
    ...conditionReferences(decision.appliesWhen, `${path}/appliesWhen`),
    ...(decision.kind === 'table'
      ? tableReferences(decision, path)
      : decision.rules.flatMap(({ id, conditions }) =>
          conditionReferences(conditions, `${path}/rules/${id}/conditions`),
        )),
    ...consequences(decision, path).flatMap(({ then, path: at }) => [
      ...parametersNamedIn(then.reason).map((id): Reference => ({
        list: 'parameters',
        id,
        path: `${at}/reason`,
        types: tellableTypes,
      })),
      ...(then.effects ?? []).flatMap((effect) => effectReferences(effect, `${at}/effects`)),
    ]),
  ]
}

/** Every consequence a decision states, with its path. Pure. */
export function consequences(
  decision: Decision,
  path = `/decisions/${decision.id}`,
): readonly { readonly then: Otherwise; readonly path: string }[] {
  const lines = linesOf(decision)
  const list = decision.kind === 'table' ? 'rows' : 'rules'
  return [
    ...lines.map((line) => ({ then: line.then, path: `${path}/${list}/${line.id}/then` })),
    ...(decision.otherwise === undefined
      ? []
      : [{ then: decision.otherwise, path: `${path}/otherwise` }]),
  ]
}

/** What setting a fact or asking for an event names. Pure. */
export function effectReferences(effect: Effect, path: string): readonly Reference[] {
  if (effect.type === 'set')
    return [{ list: 'facts', id: effect.fact, path, writes: { value: effect.value } }]
  return delayReferences(effect.dueIn, path)
}

/** The parameter a span of time is read from. Pure. */
export function delayReferences(delay: Delay | undefined, path: string): readonly Reference[] {
  if (delay === undefined || !('parameter' in delay)) return []
  return [{ list: 'parameters', id: delay.parameter, path }]
}

function tableReferences({ inputs, rows }: TableDecision, path: string): readonly Reference[] {
  const facts = new Map(inputs.map(({ id, fact }) => [id, fact]))
  return [
    ...inputs.map(({ id, fact }): Reference => ({
      list: 'facts',
      id: fact,
      path: `${path}/inputs/${id}`,
    })),
    ...rows.flatMap((row) =>
      Object.entries(row.when).flatMap(([column, tests]) => {
        const fact = facts.get(column)
        if (fact === undefined) return []
        const at = `${path}/rows/${row.id}/when/${column}`
        return tests.flatMap((test) => {
          const [compared, ...operands] = testReferences({ fact, ...test }, at)
          return compared === undefined
            ? []
            : [{ ...compared, byColumn: true as const }, ...operands]
        })
      }),
    ),
  ]
}
