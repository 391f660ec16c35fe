import { reasonByTitles } from '../decisions/reason-text.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type Language, languages, type Text } from '../model/text.ts'
import {
  fieldNouns,
  formatFieldValue,
  nounOfField,
  openedFields,
  otherNoun,
  silentFields,
} from './field-labels.ts'
import { ownerOf } from './describe-change.ts'
import { isText } from './item-labels.ts'
import { formatCell } from './format-field.ts'

/** One state of an item: the ruleset it stands in, and what it says there; `null` where it is not there. */
export interface Side {
  readonly ruleset: Ruleset
  readonly value: Json | null
}

/** One field of an item in every state, in words. */
export interface SideRow {
  readonly field: Text
  readonly sides: readonly Text[]
}

/**
 * The states of one item beside each other, field by field: only fields that differ, each in words. Pure.
 * @example describeSides('/parameters/p/values/2019-06-01', [{ ruleset, value: base }, { ruleset, value: theirs }])
 */
export function describeSides(path: string, sides: readonly Side[]): readonly SideRow[] {
  const steps = path.split('/')
  const whole = sides.some(({ value }) => value !== null && !isJsonObject(value))
  if (whole) return [wholeRow(steps, sides)]
  const rows = objectRows(
    steps,
    sides.map(({ ruleset, value }) => ({
      ruleset,
      value: isJsonObject(value) ? value : undefined,
    })),
  )
  return rows.length > 0 ? rows : [presence(sides)]
}

const absent: Text = { zh: '没有', en: 'none' }
const unsaid: Text = { zh: '—', en: '—' }
const present: Text = { zh: '有', en: 'there' }
const structured: Text = { zh: '内容较多，见编辑页', en: 'much content; see the editor' }

interface ObjectSide {
  readonly ruleset: Ruleset
  readonly value: JsonObject | undefined
}

function objectRows(steps: readonly string[], sides: readonly ObjectSide[]): readonly SideRow[] {
  const names = [...new Set(sides.flatMap(({ value }) => Object.keys(value ?? {})))]
  return names.flatMap((name) => {
    const inner = sides.map(({ ruleset, value }) => ({ ruleset, value: value?.[name] }))
    const [first] = inner
    if (silentFields.has(name) || inner.every(({ value }) => jsonEqual(value, first?.value)))
      return []
    if (openedFields.has(name) && inner.some(({ value }) => isJsonObject(value)))
      return objectRows(
        steps,
        inner.map(({ ruleset, value }) => ({
          ruleset,
          value: isJsonObject(value) ? value : undefined,
        })),
      )
    const parameter = steps[1] === 'parameters' ? steps[2] : undefined
    return [
      {
        field: nounOfField(name, parameter),
        sides: inner.map(({ ruleset, value }, at) =>
          sides[at]?.value === undefined
            ? absent
            : value === undefined
              ? unsaid
              : inBoth((language) =>
                  isText(value)
                    ? reasonByTitles(ruleset, value)[language]
                    : formatFieldValue(name, value, { ruleset, ...ownerOf(steps), language }),
                ),
        ),
      },
    ]
  })
}

/** What has no fields: a cell of a table, a text of the manifest. */
function wholeRow(steps: readonly string[], sides: readonly Side[]): SideRow {
  const [decision = '', column = ''] = [steps[2], steps.at(-1)]
  const isCell = steps[1] === 'decisions' && steps.includes('when')
  return {
    field: (isCell ? fieldNouns['conditions'] : fieldNouns[column]) ?? otherNoun,
    sides: sides.map(({ ruleset, value }) =>
      value === null
        ? isCell
          ? { zh: '不限', en: 'anything' }
          : absent
        : inBoth((language) =>
            isCell
              ? formatCell(ruleset, { decision, column, tests: value }, language)
              : formatFieldValue(column, value, { ruleset, language }),
          ),
    ),
  }
}

function presence(sides: readonly Side[]): SideRow {
  return {
    field: otherNoun,
    sides: sides.map(({ value }) => (value === null ? absent : present)),
  }
}

function inBoth(words: (language: Language) => string | undefined): Text {
  const [zh, en] = languages.map((language) => words(language) ?? structured[language])
  return { zh: zh ?? '', en: en ?? '' }
}
