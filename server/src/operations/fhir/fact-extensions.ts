import { type Facts, indexRuleset, type Ruleset, type Value } from '@jieli/engine'
import { factSystem } from '../cds/fact-sources.ts'

/** Facts that elements of their own say. */
const elsewhere = new Set(['patient.id', 'fromUnit.id', 'toUnit.id'])

/** Whole numbers that FHIR's integer holds. */
const maxInteger = 2_147_483_647

/**
 * What a case knows, as extensions that name the fact, from where calls read them. Decimals keep each of their digits.
 * What is not known is not there. Pure.
 */
export function factExtensions(ruleset: Ruleset, facts: Facts): readonly object[] {
  const { facts: known } = indexRuleset(ruleset)
  return Object.entries(facts).flatMap(([id, value]) => {
    const type = known.get(id)?.type
    if (elsewhere.has(id) || type === undefined || value == null) return []
    return written(type, value).map((member) => ({ url: `${factSystem}${id}`, ...member }))
  })
}

function written(type: string, value: Value): readonly object[] {
  if (typeof value === 'boolean') return [{ valueBoolean: value }]
  if (typeof value === 'number')
    return [Math.abs(value) <= maxInteger ? { valueInteger: value } : { valueDecimal: value }]
  if (Array.isArray(value)) return (value as readonly string[]).map((code) => coded(code))
  if (typeof value === 'object') {
    const { numerator, denominator } = value as { numerator: number; denominator: number }
    return [
      { valueRatio: { numerator: { value: numerator }, denominator: { value: denominator } } },
    ]
  }
  const text = value as string
  if (text.trim() === '') return []
  switch (type) {
    case 'decimal':
      return [{ valueDecimal: exactNumber(text) }]
    case 'date':
      return [{ valueDate: text }]
    case 'dateTime':
      return [{ valueDateTime: text }]
    case 'code':
    case 'orderedCode':
      return [coded(text)]
    default:
      return [{ valueString: text }]
  }
}

/** FHIR's codes hold no space at their ends, nor two in a row. */
function coded(code: string): object {
  return /^[^\s]+(\s[^\s]+)*$/.test(code) ? { valueCode: code } : { valueString: code }
}

/** A decimal that is written into JSON digit by digit, without becoming a number on the way. */
function exactNumber(text: string): unknown {
  const json = JSON as unknown as { rawJSON(text: string): unknown }
  // JSON has no zeros before the digits.
  return json.rawJSON(text.replace(/^(-?)0+(?=\d)/, '$1'))
}
