import { clauseOf } from '../model/citation.ts'
import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Parameter } from '../model/parameter.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/** Values of the wrong type or out of bounds, two for one day, and required parameters without any, or without one on the day the version begins. Pure. */
export function checkParameters(
  ruleset: Ruleset,
  { publishing, asOf }: { readonly publishing: boolean; readonly asOf?: string | undefined },
): readonly Issue[] {
  return [...indexRuleset(ruleset).parameters.values()].flatMap((parameter) => [
    ...checkValues(parameter),
    ...checkLength(ruleset, parameter),
    ...checkRequired(parameter, ruleset, { publishing, asOf }),
  ])
}

function checkValues(parameter: Parameter): readonly Issue[] {
  const path = `/parameters/${parameter.id}`
  const issues: Issue[] = []
  for (const name of ['minimum', 'maximum'] as const) {
    const bound = parameter[name]
    if (bound !== undefined && !fitsType(parameter.type, bound))
      issues.push(wrongType(parameter, `${path}/${name}`))
  }
  const days = new Set<string>()
  for (const { from, value } of parameter.values) {
    const at = `${path}/values/${from}`
    if (days.has(from))
      issues.push(createIssue('VALUE_DATE_DUPLICATE', at, { title: parameter.title, date: from }))
    days.add(from)
    if (!fitsType(parameter.type, value)) issues.push(wrongType(parameter, at))
    else if (issues.length === 0 && outside(parameter, value))
      issues.push(
        createIssue('VALUE_OUT_OF_BOUNDS', at, {
          title: parameter.title,
          actual: show(parameter, value),
          range: { zh: range(parameter, 'zh'), en: range(parameter, 'en') },
        }),
      )
    const codes = parameter.codes?.map((entry) => entry.code)
    const given = Array.isArray(value) ? value : [value]
    const wrong =
      codes === undefined ? undefined : given.find((code) => !codes.includes(code as string))
    if (wrong !== undefined)
      issues.push(
        createIssue('FACT_NOT_LISTED', at, {
          fact: parameter.id,
          title: parameter.title,
          actual: JSON.stringify(wrong),
          allowed: (codes ?? []).join(', '),
        }),
      )
  }
  return issues
}

/** A list that has not as many codes as its source says there are, on the day it begins. */
function checkLength(
  ruleset: Ruleset,
  { id, title, countedBy, values }: Parameter,
): readonly Issue[] {
  const counter = countedBy && indexRuleset(ruleset).parameters.get(countedBy.parameter)
  if (counter === undefined) return []
  return values.flatMap(({ from, value }) => {
    const length = parameterAsOf(counter, from)?.value
    return !Array.isArray(value) || typeof length !== 'number' || value.length === length
      ? []
      : [
          createIssue('LIST_LENGTH', `/parameters/${id}/values/${from}`, {
            title,
            actual: value.length,
            expected: length,
            counter: counter.title,
          }),
        ]
  })
}

function checkRequired(
  parameter: Parameter,
  ruleset: Ruleset,
  { publishing, asOf }: { readonly publishing: boolean; readonly asOf: string | undefined },
): readonly Issue[] {
  if (!parameter.required) return []
  const first = parameter.values.map(({ from }) => from).toSorted()[0]
  if (first !== undefined && (asOf === undefined || first <= asOf)) return []
  const values = {
    title: parameter.title,
    parameter: parameter.id,
    cites: (parameter.cites ?? []).map(clauseOf).join(', '),
  }
  const path = `/parameters/${parameter.id}`
  // A template is made to be completed by others: what it leaves open is good to know, not a fault.
  if (ruleset.manifest.kind !== 'county')
    return first === undefined ? [createIssue('PARAMETER_OPEN', path, values)] : []
  const issue =
    first === undefined
      ? createIssue('PARAMETER_REQUIRED', path, values)
      : createIssue('PARAMETER_NOT_YET', `${path}/values/${first}`, { ...values, from: first })
  return [publishing ? issue : { ...issue, severity: 'warning' }]
}

function wrongType(parameter: Parameter, path: string): Issue {
  return createIssue('VALUE_TYPE', path, {
    type: parameter.type,
    detail: valueTypeModules[parameter.type].written,
  })
}

function outside(parameter: Parameter, value: Value): boolean {
  if (!hasOrder(parameter.type)) return false
  const { minimum, maximum, type } = parameter
  return (
    (minimum !== undefined && compareValues({ type }, 'lessThan', value, minimum)) ||
    (maximum !== undefined && compareValues({ type }, 'greaterThan', value, maximum))
  )
}

function show(parameter: Parameter, value: Value): Text {
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}

function range(parameter: Parameter, language: 'zh' | 'en'): string {
  const { minimum, maximum } = parameter
  const low = minimum === undefined ? '−∞' : formatParameter(parameter, minimum, language)
  const high = maximum === undefined ? '+∞' : formatParameter(parameter, maximum, language)
  return `${low} … ${high}`
}
