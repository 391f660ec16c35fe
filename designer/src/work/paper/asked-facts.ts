import {
  type Fact,
  factsOf,
  indexRuleset,
  type Pathway,
  reachReferences,
  referencesOf,
  type Ruleset,
} from '@jieli/engine'

/** Every fact a case of a pathway asks for: those its decisions and duties read, its events bring and its parties are named by. Pure. */
export function askedFacts(ruleset: Ruleset, pathway: Pathway): readonly Fact[] {
  const read = factsOf(
    reachReferences(
      ruleset,
      [
        ...referencesOf('pathways', pathway),
        ...ruleset.duties
          .filter((duty) => duty.pathway === pathway.id)
          .flatMap((duty) => referencesOf('duties', duty)),
      ],
      ['conditions', 'decisions'],
    ),
  )
  const offices = new Set(
    pathway.parties.flatMap(({ office, unitFact }) => (office === undefined ? [] : [unitFact])),
  )
  const named = new Set([
    ...pathway.events.flatMap(({ asks = [] }) => asks),
    ...pathway.parties.map(({ unitFact }) => unitFact),
    'patient.id',
  ])
  return [...indexRuleset(ruleset).facts.values()].filter(
    // What the list of units fills in is nobody's to write.
    ({ id }) => (read.has(id) || named.has(id)) && !offices.has(id),
  )
}
