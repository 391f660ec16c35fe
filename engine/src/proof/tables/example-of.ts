import type { Facts } from '../../decisions/facts.ts'
import type { Fact } from '../../model/fact.ts'
import type { RulesetIndex } from '../../model/ruleset-index.ts'
import type { Value } from '../../model/value.ts'
import { type Region, samplesIn, type Space, type Variable } from './space.ts'

/** A case of a region. */
export interface ExampleCase {
  /** The facts that the region says something of. */
  readonly few: Facts
  /** Every fact. */
  readonly all: Facts
}

/** Picks a case of a region: values that the rules name before those beside them. Pure. */
export function exampleOf(space: Space, region: Region, index: RulesetIndex): ExampleCase {
  const few: Record<string, Value> = {}
  const all: Record<string, Value> = {}
  for (const [id, variables] of space.byFact) {
    const fact = index.facts.get(id)
    if (fact === undefined) continue
    const value = valueIn(fact, variables, region)
    all[id] = value
    const isNarrowed = variables.some(
      (variable) => samplesIn(region, variable).length < variable.samples.length,
    )
    if (isNarrowed) few[id] = value
  }
  return { few, all }
}

function valueIn(fact: Fact, variables: readonly Variable[], region: Region): Value {
  if (fact.type === 'codeList') return listIn(fact, variables, region)
  const [variable] = variables
  const found = variable === undefined ? [] : samplesIn(region, variable)
  const samples = found.flatMap((at) => variable?.samples[at] ?? [])
  const named = samples.find(({ place }) => place.kind === 'point')
  return (named ?? samples[0])?.value ?? ''
}

/** One code of each part that is in the list, and then as many as it has to have. */
function listIn({ values }: Fact, variables: readonly Variable[], region: Region): Value {
  const codes: string[] = []
  const more: string[] = []
  const named = new Set<string>()
  let length = 0
  for (const variable of variables) {
    const found = samplesIn(region, variable)
    for (const code of variable.codes ?? []) named.add(code)
    if (variable.counts !== undefined) length = lengthIn(variable, found, variables, region)
    // Left open, it may as well not be in it.
    else if (found.length === 1 && found[0] === 1) {
      codes.push(...(variable.codes ?? []).slice(0, 1))
      more.push(...(variable.codes ?? []).slice(1))
    } else if (found.length === 2) more.push(...(variable.codes ?? []))
  }
  const others = values?.map(({ code }) => code) ?? []
  for (let at = 0; values === undefined && at < length; at++) others.push(`other-${at}`)
  more.push(...others.filter((code) => !named.has(code)))
  return [...codes, ...more.slice(0, Math.max(0, length - codes.length))]
}

function lengthIn(
  { counts = [] }: Variable,
  found: readonly number[],
  variables: readonly Variable[],
  region: Region,
): number {
  const sure = variables.filter((variable) => {
    const samples = samplesIn(region, variable)
    return variable.codes !== undefined && samples.length === 1 && samples[0] === 1
  }).length
  const ranges = found.flatMap((at) => counts.slice(at, at + 1))
  const fitting = ranges.find(([, most]) => sure <= most) ?? [0, 0]
  return Math.max(sure, fitting[0])
}
