import {
  type FormulaSignature,
  type FormulaTitle,
  indicatorSignature,
  type Ruleset,
} from '@jieli/engine'

/** A name a formula may read, what it is and where it is from. */
export interface FormulaName extends FormulaTitle {
  readonly id: string
  readonly source: 'facts' | 'parameters' | 'assessment'
}

const readable = new Set(['boolean', 'integer', 'decimal', 'money', 'ratio'])

/** Every name formulas of a ruleset may read, by id. An indicator counts before a fact of the same name. Pure. */
export function formulaNamesOf(ruleset: Ruleset): ReadonlyMap<string, FormulaName> {
  const names = new Map<string, FormulaName>()
  for (const { id, title, type, unit } of ruleset.parameters)
    if (readable.has(type)) names.set(id, { id, title, type, unit, source: 'parameters' })
  for (const { id, title, type, unit } of ruleset.facts)
    if (readable.has(type)) names.set(id, { id, title, type, unit, source: 'facts' })
  for (const indicator of ruleset.indicators) {
    const signature: FormulaSignature = indicatorSignature(indicator)
    names.set(indicator.id, {
      id: indicator.id,
      title: indicator.title,
      ...signature,
      source: 'assessment',
    })
  }
  return names
}
