import { evaluateStandaloneCondition } from '../decisions/evaluate-standalone-condition.ts'
import { missingParametersOf, unknownFactsOf } from '../decisions/unknown-facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Incentive } from '../model/money-rule.ts'
import type { PoolResult } from './money-result.ts'
import type { MoneyInput } from './money-unit.ts'
import { sourceOf } from './money-labels.ts'
import { type Reading, startReading } from './reading.ts'
import { distributionOf, splitParts } from './split-parts.ts'

/**
 * Splits the pool of an incentive by its weights, and each part among the units of its level: pay by 5-4-1. Pure.
 * @throws RangeError when the bundle has no such incentive, or it has no pool to split, or a unit is listed twice
 */
export function splitPool(
  bundle: Bundle,
  id: string,
  { facts, asOf, units }: MoneyInput,
): PoolResult {
  const incentive = bundle.ruleset.incentives.find((known) => known.id === id)
  if (incentive?.pool === undefined || incentive.split === undefined)
    throw new RangeError(`The bundle has no incentive "${id}" with a pool to split.`)
  const reading = startReading(bundle, facts, asOf)
  const applies = appliesTo(reading, incentive)
  const pool = reading.amount(incentive.pool)
  const source = sourceOf(bundle, `/incentives/${id}`, incentive.cites)
  reading.note(`${incentive.title.zh}（${source.zh}）`, `${incentive.title.en} (${source.en})`)
  const parts =
    applies === true && pool !== undefined
      ? splitParts(reading, incentive.split, { amount: pool, units })
      : undefined
  return {
    incentive: id,
    title: incentive.title,
    applies,
    pool: reading.fen(pool, `/incentives/${id}/pool`),
    distribution: parts === undefined ? null : distributionOf(parts),
    parts: parts ?? [],
    ...reading.explained(),
  }
}

/** The incentives of a ruleset that split a pool. Pure. */
export function poolsOf(bundle: Bundle): readonly string[] {
  return bundle.ruleset.incentives
    .filter(({ pool, split }) => pool !== undefined && split !== undefined)
    .map(({ id }) => id)
}

function appliesTo(reading: Reading, { appliesWhen }: Incentive): PoolResult['applies'] {
  if (appliesWhen === undefined) return true
  const trace = evaluateStandaloneCondition(
    reading.bundle,
    appliesWhen,
    reading.facts,
    reading.asOf,
  )
  if (trace.result === 'unknown') {
    unknownFactsOf(trace).forEach(reading.need)
    missingParametersOf(trace).forEach(reading.miss)
  }
  return trace.result
}
