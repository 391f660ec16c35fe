import { parameterAsOf } from '../decisions/parameter-value.ts'
import { itemAt } from '../model/item-at.ts'
import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Language, Text } from '../model/text.ts'
import type { Change } from '../layers/diff-rulesets.ts'
import { listOfOrder } from '../layers/pull-order.ts'
import { describeChange } from './describe-change.ts'
import { describeReordering } from './describe-order.ts'
import { formatParameterField } from './format-field.ts'
import { placeOf } from './item-labels.ts'

/**
 * A change that has made something come out otherwise, as a sentence: 参数“入径率标准”自 2026-01-01 起由 70% 改为 75%. A value
 * from a new day is told beside the one that held before. Pure.
 * @param path an item, or the order of a list (`…#order`)
 */
export function describeCause(before: Ruleset, after: Ruleset, path: string): Text {
  const list = listOfOrder(path)
  if (list !== undefined) return describeReordering(after, list)
  return {
    zh:
      datedCause(before, after, { path, language: 'zh' }) ?? plainCause(before, after, path, 'zh'),
    en:
      datedCause(before, after, { path, language: 'en' }) ?? plainCause(before, after, path, 'en'),
  }
}

function plainCause(before: Ruleset, after: Ruleset, path: string, language: Language): string {
  const [was, is] = [itemAt(before, path), itemAt(after, path)]
  const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
  const change: Change = {
    kind,
    path,
    ...(was === undefined ? {} : { before: was as Json }),
    ...(is === undefined ? {} : { after: is as Json }),
    fields: kind === 'changed' ? differing(was, is) : [],
  }
  return describeChange({ before, after }, change, language)
}

function differing(was: unknown, is: unknown): readonly string[] {
  if (!isJsonObject(was) || !isJsonObject(is)) return []
  const [one, other]: readonly [JsonObject, JsonObject] = [was, is]
  return Object.keys({ ...one, ...other }).filter((name) => !jsonEqual(one[name], other[name]))
}

const datedValue = /^\/parameters\/([^/]+)\/values\/([^/]+)$/

/** A value that begins, or ends, on a day of its own. */
function datedCause(
  before: Ruleset,
  after: Ruleset,
  { path, language }: { readonly path: string; readonly language: Language },
): string | undefined {
  const [, parameter = '', day = ''] = datedValue.exec(path) ?? []
  if (parameter === '') return undefined
  const held = (ruleset: Ruleset, on: string) => {
    const known = indexRuleset(ruleset).parameters.get(parameter)
    const value = known && parameterAsOf(known, on)?.value
    return value === undefined
      ? undefined
      : formatParameterField(ruleset, parameter, value, language)
  }
  const was = held(before, day)
  const is = held(after, day)
  if (was === undefined || is === undefined) return undefined
  const { words } = placeOf(after, `/parameters/${parameter}`, language)
  return language === 'zh'
    ? `${words}自 ${day} 起由 ${was} 改为 ${is}`
    : `${words} changes from ${was} to ${is}, from ${day}`
}
