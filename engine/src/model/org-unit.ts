import type { Fact } from './fact.ts'
import { indexRuleset } from './ruleset-index.ts'
import type { Ruleset } from './ruleset.ts'
import type { Code, Value } from './value.ts'
import { valueTypeModules } from './value-types/value-types.ts'

/** A unit of the community (domain.md 5.2), as far as assessment and money read it. */
export interface OrgUnit {
  readonly id: string
  /** Its name, as the county writes it. */
  readonly title: string
  readonly kind?: string
  /** A code of the ruleset's tiers; a number as tiers were written before format 5, see {@link tierCode}. */
  readonly tier?: string | number
  readonly level?: number
  readonly parent?: string
  /** The offices of the community it fills: the finance bureau, the council. */
  readonly offices?: readonly string[]
  /** Set once it was merged into another or closed: since which day, and who took over. */
  readonly ended?: EndOfUnit
  /** What it was called before, the latest last, each until the day it was called otherwise. */
  readonly formerTitles?: readonly { readonly title: string; readonly until: string }[]
}

/** How a unit came to its end. On the day itself it is there no more. */
export interface EndOfUnit {
  readonly how: 'merged' | 'closed'
  readonly on: string
  /** The id of the unit that took over. */
  readonly successor: string
}

/**
 * The unit that acts for one now: that one itself or, where it has ended, the one that took over, or took over from that
 * one in turn. Pure.
 */
export function successorOf(units: readonly OrgUnit[], unit: string): string {
  let acting = unit
  for (let steps = 0; steps <= units.length; steps++) {
    const next = units.find(({ id }) => id === acting)?.ended?.successor
    if (next === undefined) return acting
    acting = next
  }
  // A list that goes round in a circle, which the server does not make, names nobody else.
  return unit
}

/** The tiers as they were numbered before a ruleset listed them itself. */
const numberedTiers = ['village', 'township', 'county', 'tertiary', 'area-centre']

/** A tier as its code, whichever way it is written. Pure. */
export function tierCode(tier: string | number): string {
  const text = String(tier)
  return (/^\d$/.test(text) ? numberedTiers[Number(text)] : undefined) ?? text
}

/** The tiers the units of a ruleset are of, from low to high, by their codes; nothing where it names none. Pure. */
export function tiersOf(ruleset: Ruleset): readonly Code[] | undefined {
  return indexRuleset(ruleset)
    .facts.get('unit.tier')
    ?.values?.map(({ code, title }) => ({ code: tierCode(code), title }))
}

/** A tier as the type of its fact asks; nothing where a ruleset that numbers its tiers has no number for it. Pure. */
function tierValue(tier: string | number, fact: Fact | undefined): Value | undefined {
  if (fact === undefined || valueTypeModules[fact.type].number === undefined) return tierCode(tier)
  const number = numberedTiers.indexOf(tierCode(tier))
  return number < 0 ? undefined : number
}

/** The facts that the directory of units says. */
export const directoryFactIds = [
  'unit.id',
  'unit.kind',
  'unit.tier',
  'unit.level',
  'unit.parent',
] as const

/** What the directory says of a unit, as the facts `unit.…` that rules read. Pure. */
export function directoryFacts(unit: OrgUnit, ruleset: Ruleset): Readonly<Record<string, Value>> {
  const { id, kind, tier, level, parent } = unit
  const fact = indexRuleset(ruleset).facts.get('unit.tier')
  const said: Record<(typeof directoryFactIds)[number], Value | undefined> = {
    'unit.id': id,
    'unit.kind': kind,
    'unit.tier': tier === undefined ? undefined : tierValue(tier, fact),
    'unit.level': level,
    'unit.parent': parent,
  }
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
