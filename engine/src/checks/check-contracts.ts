import { itemAt } from '../model/item-at.ts'
import { itemKey } from '../model/item-key.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { isJsonObject, jsonEqual } from '../model/json.ts'
import type { GrantedExemptions } from '../layers/gather-binding.ts'
import type { Contract } from '../model/contract.ts'
import { contractSchema } from '../model/contract.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { authorityTitles } from '../model/authority-titles.ts'
import { checkAuthorityKeys } from './check-authority-keys.ts'
import {
  acceptExceptions,
  type AcceptedException,
  acceptExemptions,
  exceptionsOver,
} from './check-exceptions.ts'
import { keepsContract } from './keeps-contract.ts'
import { loosenedLine, looserParameter } from './loosened.ts'
import type { ValueType } from '../model/value-types/value-types.ts'

/** What each mode is called in a message. */
export const modeTitles: Readonly<Record<Contract['mode'], Text>> = {
  free: { zh: '可自定', en: 'free' },
  bounded: { zh: '限定范围', en: 'bounded' },
  tightenOnly: { zh: '只可从严', en: 'tighten only' },
  locked: { zh: '不可改动', en: 'locked' },
}

/**
 * Items whose override breaks the contract that a ruleset below put on them, save where a valid exception covers it.
 * Pure.
 * @param asOf the day on which exceptions must still run; without it they are not held to their last day
 * @param exemptions what rulesets between the two were excused from
 */
export function checkContracts(
  ruleset: Ruleset,
  parent: Ruleset | undefined,
  asOf?: string,
  exemptions: readonly GrantedExemptions[] = [],
): readonly Issue[] {
  if (parent === undefined) return []
  const { accepted: own, issues } = acceptExceptions(ruleset, parent, asOf)
  const accepted = [...own, ...acceptExemptions(exemptions, parent, asOf)]
  const broken = contractedItems(parent).flatMap(({ path, item, contract }) => {
    if (contract.mode === 'free') return []
    const [exception] = exceptionsOver(accepted, path)
    const detail = breach(item, itemAt(ruleset, path), { path, contract, exception })
    if (detail === undefined) return []
    return [
      createIssue('CONTRACT_BROKEN', path, {
        title: titleOf(item, path),
        mode: modeTitles[contract.mode],
        authority: authorityTitles[contract.authority ?? 'province'],
        detail,
      }),
    ]
  })
  return [...checkAuthorityKeys(ruleset, parent), ...issues, ...broken]
}

interface Contracted {
  readonly path: string
  readonly item: Readonly<Record<string, unknown>>
  readonly contract: Contract
}

/** Every item of a ruleset that carries a contract, however deep it lies. Pure. */
export function contractedItems(ruleset: Ruleset): readonly Contracted[] {
  const found: Contracted[] = []
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) {
        const key = itemKey(item)
        if (key !== undefined) visit(item, `${path}/${key}`)
      }
      return
    }
    if (!isJsonObject(value)) return
    const meta = isJsonObject(value['meta']) ? value['meta'] : undefined
    const contract = contractSchema.safeParse(value['contract'] ?? meta?.['contract'])
    if (contract.success) found.push({ path, item: value, contract: contract.data })
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object' && key !== 'contract') visit(inner, `${path}/${key}`)
  }
  const { manifest: _manifest, layout: _layout, scenarios: _scenarios, ...lists } = ruleset
  visit(lists, '')
  return found
}

interface Terms {
  readonly path: string
  readonly contract: Contract
  readonly exception: AcceptedException | undefined
}

function breach(theirs: Contracted['item'], ours: unknown, terms: Terms): Text | undefined {
  const { contract, exception, path } = terms
  if (!isJsonObject(ours)) return { zh: '不得删除', en: 'it may not be removed' }
  const meta = isJsonObject(ours['meta']) ? ours['meta'] : undefined
  if (!keepsContract(contract, ours['contract'] ?? meta?.['contract'], typeOf(path, theirs)))
    return { zh: '不得放宽上级设定的约束', en: 'the contract itself may not be loosened' }
  if (path.startsWith('/parameters/'))
    return looserParameter(theirs as unknown as Parameter, ours as unknown as Parameter, {
      contract,
      ...(exception === undefined ? {} : { coveredUntil: exception.until }),
    })
  if (exception !== undefined) return undefined
  if (contract.mode === 'locked' || contract.mode === 'bounded')
    return jsonEqual(withoutContract(theirs), withoutContract(ours))
      ? undefined
      : { zh: '不得改动', en: 'it may not be changed' }
  return loosenedLine(theirs, ours)
}

/** Bounds are compared as the parameter's values are. */
function typeOf(path: string, item: Contracted['item']): ValueType | undefined {
  return path.startsWith('/parameters/') ? (item as unknown as Parameter).type : undefined
}

function withoutContract({
  contract: _contract,
  ...item
}: Readonly<Record<string, unknown>>): unknown {
  return item
}

function titleOf(item: Contracted['item'], path: string): Text {
  const meta = isJsonObject(item['meta']) ? item['meta'] : undefined
  const title = item['title'] ?? meta?.['title']
  return isJsonObject(title) ? (title as unknown as Text) : { zh: path, en: path }
}
