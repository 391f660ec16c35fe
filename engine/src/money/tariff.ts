import type { ParameterRead } from '../decisions/decision-result.ts'
import { readParameter } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { fitsType } from '../decisions/fits-type.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Citation } from '../model/citation.ts'
import type { Text } from '../model/text.ts'
import type { Tariff } from './ledger.ts'
import { sourceOf } from './money-labels.ts'
import { startReading } from './reading.ts'
import type { ValueType } from '../model/value-types/value-types.ts'

/** A rule that listens to events, as its tariff needs it. */
export interface PricedRule {
  /** Its own name: of an incentive each earner has one. */
  readonly id: string
  readonly path: string
  readonly title: Text
  readonly cites: readonly Citation[]
  /** The parameters it reads, each with the types it may have. */
  readonly reads: readonly { readonly parameter: string; readonly types: readonly ValueType[] }[]
}

/** What a rule pays on a day, or the parameters that lack a value then. Pure. */
export function tariffOf(
  bundle: Bundle,
  rule: PricedRule,
  day: string,
): Tariff | { readonly missing: readonly string[] } {
  const index = indexRuleset(bundle.ruleset).parameters
  const reads = rule.reads.map(({ parameter, types }) => {
    const read = readParameter(bundle, parameter, day)
    const type = index.get(parameter)?.type
    const fits = type !== undefined && types.includes(type) && fitsType(type, read.value)
    return { read, fits }
  })
  const missing = reads.filter(({ fits }) => !fits).map(({ read }) => read.id)
  if (missing.length > 0) return { missing }
  const parameters: readonly ParameterRead[] = reads.map(({ read }) => read)
  const reading = startReading(bundle, {}, day)
  const source = sourceOf(bundle, rule.path, rule.cites)
  const words = (language: 'zh' | 'en') => {
    const told = parameters.map(({ id }) => reading.parameterText(id)[language])
    return language === 'zh'
      ? `${rule.title.zh}：${told.join('，')}（${source.zh}）`
      : `${rule.title.en}: ${told.join(', ')} (${source.en})`
  }
  return {
    id: `${rule.id}@${parameters.map(({ from }) => from).join('+')}`,
    rule: rule.path,
    parameters,
    words: { zh: words('zh'), en: words('en') },
  }
}
