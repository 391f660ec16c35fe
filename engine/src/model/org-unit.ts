import type { Value } from './value.ts'

/** A unit of the community (domain.md 5.2), as far as assessment and money read it. */
export interface OrgUnit {
  readonly id: string
  /** Its name, as the county writes it. */
  readonly title: string
  readonly kind?: string
  /** 0 village or station, 1 township or community, 2 county or district, 3 tertiary. */
  readonly tier?: number
  readonly level?: number
  readonly parent?: string
  /** The offices of the community it fills: the finance bureau, the council. */
  readonly offices?: readonly string[]
}

/** What the directory says of a unit, as the facts `unit.…` that rules read. Pure. */
export function directoryFacts(unit: OrgUnit): Readonly<Record<string, Value>> {
  return {
    'unit.id': unit.id,
    ...(unit.kind === undefined ? {} : { 'unit.kind': unit.kind }),
    ...(unit.tier === undefined ? {} : { 'unit.tier': unit.tier }),
    ...(unit.level === undefined ? {} : { 'unit.level': unit.level }),
    ...(unit.parent === undefined ? {} : { 'unit.parent': unit.parent }),
  }
}
