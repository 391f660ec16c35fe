import {
  directoryFacts,
  hasErrors,
  indexRuleset,
  jsonEqual,
  type OrgUnit,
  parseFacts,
  type Ruleset,
  type Text,
} from '@jieli/engine'
import { declaredFacts } from './declared-facts.ts'
import { type CdsSources, directorySources, factSources } from './fact-sources.ts'
import type { GivenFact } from './given-fact.ts'
import type { ReadingNote } from './read-diagnoses.ts'

/** The facts a call gives of what the ruleset knows, and what of it could not be taken. */
export interface ReadFacts {
  readonly facts: Readonly<Record<string, unknown>>
  readonly notes: readonly ReadingNote[]
}

/**
 * Reads the facts of a call by the declared sources. What two places give differently, and what does not fit its fact,
 * is unknown and noted; nothing is guessed. Pure.
 */
export function readFacts(
  ruleset: Ruleset,
  sources: CdsSources,
  units: readonly OrgUnit[],
): ReadFacts {
  const { facts: known } = indexRuleset(ruleset)
  const listed = factSources.map(({ fact, read }) => ({ fact, value: read(sources) }))
  const declared = declaredIn(sources)
  const given = [...listed, ...declared]
  const ids = merge(given, known)
  const all = merge([...given, ...unitFacts(ruleset, ids.facts, units)], known)
  const facts: Record<string, unknown> = {}
  const strange = new Set(declared.map(({ fact }) => fact).filter((fact) => !known.has(fact)))
  const notes = [
    ...all.notes,
    ...sources.diagnoses.notes,
    ...[...strange].map((fact) => ({ fact, text: unknownFact(fact) })),
  ]
  for (const [fact, value] of Object.entries(all.facts)) {
    if (!hasErrors(parseFacts(ruleset, { [fact]: value }).issues)) facts[fact] = value
    else notes.push({ fact, text: unfitting(known.get(fact)?.title, value) })
  }
  return { facts, notes }
}

/** What the resources give by the ruleset's own names. An organization gives `unit.…`, of the side it is on. */
function declaredIn(sources: CdsSources): readonly GivenFact[] {
  const { order, encounter, patient, performer, sender } = sources
  const sides = [
    [performer, 'toUnit'],
    [sender, 'fromUnit'],
  ] as const
  return [
    ...declaredFacts({
      extension: order?.extension,
      concepts: [
        order?.code,
        ...(order?.category ?? []),
        ...(order?.orderDetail ?? []),
        ...(order?.reasonCode ?? []),
      ],
    }),
    ...declaredFacts({ extension: encounter?.extension, concepts: encounter?.type ?? [] }),
    ...declaredFacts({ extension: patient?.extension }),
    ...(sources.given ?? []),
    ...sides.flatMap(([organization, side]) =>
      declaredFacts({
        extension: organization?.extension,
        concepts: organization?.type ?? [],
      }).map(({ fact, value }) => ({ fact: fact.replace(/^unit\./, `${side}.`), value })),
    ),
  ]
}

/** What the directory of the community says of the two units, once these are known. */
function unitFacts(
  ruleset: Ruleset,
  facts: Readonly<Record<string, unknown>>,
  units: readonly OrgUnit[],
): readonly GivenFact[] {
  return (['fromUnit', 'toUnit'] as const).flatMap((side) => {
    const unit = units.find(({ id }) => id === facts[`${side}.id`])
    if (unit === undefined) return []
    const said = directoryFacts(unit, ruleset)
    return Object.entries(directorySources).map(([name, member]) => ({
      fact: `${side}.${member}`,
      value: said[name],
    }))
  })
}

type Known = ReturnType<typeof indexRuleset>['facts']

function merge(given: readonly GivenFact[], known: Known): ReadFacts {
  const facts: Record<string, unknown> = {}
  const notes: ReadingNote[] = []
  for (const [id, fact] of known) {
    const values = given
      .filter((each) => each.fact === id && each.value != null)
      .map(({ value }) => readValue(fact.type, value))
    const [first, ...more] = values
    if (first === undefined) continue
    if (fact.type === 'codeList') facts[id] = [...new Set(values.flat())]
    else if (more.every((value) => jsonEqual(value as never, first as never))) facts[id] = first
    else notes.push({ fact: id, text: conflicting(fact.title, values) })
  }
  return { facts, notes }
}

/** A code stands for what the fact's type writes otherwise: a truth, a whole number. Pure. */
export function readValue(type: string, value: unknown): unknown {
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  if (type === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value))
    return Number(value)
  if (type === 'decimal' && typeof value === 'number') return String(value)
  return value
}

function unknownFact(fact: string): Text {
  return {
    zh: `规则集没有名为“${shownName(fact)}”的事实，未予采用`,
    en: `the ruleset knows no fact "${shownName(fact)}", which was left aside`,
  }
}

function shownName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}

function conflicting(title: Text, values: readonly unknown[]): Text {
  const both = [...new Set(values.map((value) => shown(value)))].join(' / ')
  return {
    zh: `“${title.zh}”有几个不同的取值（${both}），未予采用`,
    en: `"${title.en}" is given differently (${both}) and was left aside`,
  }
}

function unfitting(title: Text | undefined, value: unknown): Text {
  const name = title ?? { zh: '—', en: '—' }
  return {
    zh: `“${name.zh}”的取值 ${shown(value)} 不符合规则集的要求，未予采用`,
    en: `"${name.en}": ${shown(value)} does not fit what the ruleset asks and was left aside`,
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '—'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
