import type { GivenFact } from '../cds/given-fact.ts'
import { valueOf } from '../cds/declared-facts.ts'
import { factSystem } from '../cds/fact-sources.ts'
import type { ReadingNote } from '../cds/read-diagnoses.ts'
import type { SentResource } from './sent-resource.ts'

/** Observations that stand; what is preliminary, cancelled or entered in error says nothing. */
const standing = new Set(['final', 'amended', 'corrected'])

/** The system of a coding whose code is the name of a fact: what an observation, or an input of a task, is about. */
export const factNames = factSystem.slice(0, -1)

/**
 * What observations say of facts that they name by a coding of `urn:jieli:fact`. A quantity counts only in the very unit
 * the fact is counted in: nothing is converted. Pure.
 */
export function readObservations(
  sent: readonly SentResource[],
  units: ReadonlyMap<string, string | undefined>,
): { readonly given: readonly GivenFact[]; readonly notes: readonly ReadingNote[] } {
  const given: GivenFact[] = []
  const notes: ReadingNote[] = []
  for (const { resource } of sent) {
    const { status, code, ...rest } = resource as Readonly<Record<string, unknown>>
    for (const fact of namedIn(code)) {
      const read = quantityOf(rest) ?? { value: valueOf(withoutExtensions(rest)) }
      if (!standing.has(String(status))) notes.push({ fact, text: notStanding(fact) })
      else if ('unit' in read && (read.unit ?? undefined) !== units.get(fact))
        notes.push({ fact, text: otherUnit(fact, read.unit, units.get(fact)) })
      else given.push({ fact, value: read.value })
    }
  }
  return { given, notes }
}

/** The facts a concept names. Pure. */
export function namedIn(concept: unknown): readonly string[] {
  const { coding } = (concept ?? {}) as { readonly coding?: unknown }
  return (Array.isArray(coding) ? coding : []).flatMap((each: unknown) => {
    const { system, code } = (each ?? {}) as Readonly<Record<string, unknown>>
    return system === factNames && typeof code === 'string' ? [code] : []
  })
}

function quantityOf(
  holder: Readonly<Record<string, unknown>>,
): { readonly value: unknown; readonly unit: string | undefined } | undefined {
  const quantity = holder['valueQuantity'] as Readonly<Record<string, unknown>> | null | undefined
  if (quantity === undefined || quantity === null) return undefined
  const unit = quantity['code'] ?? quantity['unit']
  return { value: quantity['value'], unit: typeof unit === 'string' ? unit : undefined }
}

function withoutExtensions(holder: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(holder).filter(([key]) => !key.startsWith('_')))
}

function notStanding(fact: string) {
  return {
    zh: `关于“${fact}”的检查结果尚未定稿或已作废（Observation.status），未予采用`,
    en: `the observation of "${fact}" is not final (Observation.status) and was left aside`,
  }
}

function otherUnit(fact: string, sent: string | undefined, wanted: string | undefined) {
  return {
    zh: `“${fact}”的计量单位是“${sent ?? '—'}”，规则集用的是“${wanted ?? '—'}”，未予换算，未予采用`,
    en: `"${fact}" comes in "${sent ?? '—'}" where the ruleset counts in "${wanted ?? '—'}"; nothing is converted and it was left aside`,
  }
}
