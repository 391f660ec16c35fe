import type { ChartEdge } from '../../model/chart-edges.ts'
import { createIssue } from '../../model/issue.ts'
import { quotedTitles } from '../../model/quoted-titles.ts'
import { factsOf } from '../../model/references/facts-of.ts'
import { reachReferences } from '../../model/references/reach-references.ts'
import { referencesOf } from '../../model/references/references-of.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { ChartRule } from './chart-rule.ts'

/**
 * Facts that a guard of an event needs to know and that nobody is asked for: neither by its form nor by that of any event
 * that can come before, and nothing writes them. What belongs to the units themselves comes from their register.
 */
export const factNotAsked: ChartRule = ({ pathway, edges, start, bundle: { ruleset } }) => {
  const { facts } = indexRuleset(ruleset)
  const written = new Set(
    [
      ...ruleset.pathways.flatMap((item) => referencesOf('pathways', item)),
      ...ruleset.decisions.flatMap((item) => referencesOf('decisions', item)),
    ].flatMap(({ id, writes }) => (writes === undefined ? [] : [id])),
  )
  const registers = pathway.parties.map(({ unitFact }) =>
    unitFact.slice(0, unitFact.lastIndexOf('.') + 1),
  )
  const fromRegister = (fact: string) =>
    registers.some((register) => register !== '' && fact.startsWith(register))
  const incoming: Incoming = Map.groupBy(edges, ({ to }) => to)
  const found = new Map<string, ReadonlySet<string>>()
  const before = (state: string): ReadonlySet<string> => {
    const events = found.get(state) ?? eventsBefore(incoming, start, state)
    found.set(state, events)
    return events
  }
  const asks = (id: string) => pathway.events.find((event) => event.id === id)?.asks ?? []
  return pathway.events.flatMap(({ id, title }) => {
    const sent = edges.filter(({ cause, name }) => cause === 'event' && name === id)
    const known = new Set([
      ...asks(id),
      ...[...new Set(sent.flatMap(({ from }) => [...before(from)]))].flatMap(asks),
    ])
    const guards = sent.flatMap(({ transition: { guard } }) =>
      guard === undefined
        ? []
        : [{ list: 'decisions' as const, id: guard.params.decision, path: '' }],
    )
    const needed = factsOf(reachReferences(ruleset, guards, ['conditions', 'decisions']))
    const missing = [...needed].filter(
      (fact) => facts.has(fact) && !known.has(fact) && !written.has(fact) && !fromRegister(fact),
    )
    if (missing.length === 0) return []
    const titles = missing.map((fact) => facts.get(fact)?.title ?? { zh: fact, en: fact })
    return [
      createIssue('FACT_NOT_ASKED_FOR', `/pathways/${pathway.id}/events/${id}`, {
        event: title,
        facts: quotedTitles(titles),
      }),
    ]
  })
}

type Incoming = ReadonlyMap<string | undefined, readonly ChartEdge[]>

/** The events that can have been sent before a case rests in a state. */
function eventsBefore(incoming: Incoming, start: string, state: string): ReadonlySet<string> {
  const before = new Set([state])
  const events = new Set<string>()
  // A set goes over what is added to it on the way, too.
  for (const at of before)
    for (const { from, cause, name } of incoming.get(at) ?? []) {
      before.add(from)
      if (cause === 'event' && at !== start) events.add(name)
    }
  return events
}
