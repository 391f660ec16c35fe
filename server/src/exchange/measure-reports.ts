import {
  type AssessmentResult,
  contentHash,
  type IndicatorResult,
  type Ruleset,
  type ScoreCard,
} from '@jieli/engine'
import type {
  FhirBundle,
  FhirGroup,
  FhirMeasureReport,
  FhirPopulation,
  FhirScore,
} from './fhir-measure-report.ts'
import { unitLabels } from './result-table.ts'

export interface MeasureReportOptions {
  readonly ruleset: Ruleset
  readonly language: 'zh' | 'en'
  /** The first and last day of the period. */
  readonly start: string
  readonly end: string
  /** When the result was computed, with offset. */
  readonly at: string
  /** Whether the result is final: one that may still change is `pending`. */
  readonly final: boolean
}

/**
 * An assessment as FHIR R4: a collection of MeasureReports of type `summary`, one for the community and one for each
 * unit, with a group for each indicator. Where an indicator divides two counts, they are its numerator and denominator
 * populations. A score is the value as it is shown, rounded to two digits, so that its JSON number has exactly those
 * digits; the exact fraction stands beside it as text. A score no JSON number can hold is left to the text alone, and
 * one that
 * cannot be said carries the reason instead: `unknown` with the figures that are missing, and `not-applicable` only where
 * none is.
 */
export function measureReports(
  result: AssessmentResult,
  options: MeasureReportOptions,
): FhirBundle {
  const reports = [result.community, ...result.cards].map((card) => report(result, card, options))
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: options.at,
    entry: reports.map((resource) => ({
      fullUrl: `urn:uuid:${uuidOf([result.bundle, result.period, result.scheme, resource.reporter])}`,
      resource,
    })),
  }
}

function report(
  result: AssessmentResult,
  { unit, indicators }: ScoreCard,
  { ruleset, language, start, end, at, final }: MeasureReportOptions,
): FhirMeasureReport {
  const { id, version } = ruleset.manifest
  const scheme = result.scheme ?? 'indicators'
  return {
    resourceType: 'MeasureReport',
    status: final ? 'complete' : 'pending',
    type: 'summary',
    measure: `urn:jieli:measure:${id}:${scheme}|${version}`,
    date: at,
    reporter: {
      type: 'Organization',
      identifier: {
        system: unit === null ? 'urn:jieli:community' : 'urn:jieli:unit',
        value: unit === null ? (ruleset.manifest.county ?? id) : unit.id,
      },
      display: unit?.title ?? ruleset.manifest.title[language],
    },
    period: { start, end },
    group: indicators.map((indicator) => group(indicator, ruleset, language)),
  }
}

function group(result: IndicatorResult, ruleset: Ruleset, language: 'zh' | 'en'): FhirGroup {
  const indicator = ruleset.indicators.find(({ id }) => id === result.indicator)
  const display = indicator?.title[language] ?? result.indicator
  const population = [
    ...counted(result, 'numerator', indicator?.numerator),
    ...counted(result, 'denominator', indicator?.denominator),
  ]
  return {
    code: {
      coding: [{ system: 'urn:jieli:indicator', code: result.indicator, display }],
      text: display,
    },
    // Half of a division says nothing.
    ...(population.length === 2 ? { population } : {}),
    measureScore: score(result, language),
  }
}

function counted(
  { figures }: IndicatorResult,
  code: 'numerator' | 'denominator',
  fact: string | undefined,
): readonly FhirPopulation[] {
  const value = fact === undefined ? undefined : figures[fact]?.value
  // An `integer` of FHIR has 32 bits.
  if (typeof value !== 'number' || Math.abs(value) > 2_147_483_647) return []
  const system = 'http://terminology.hl7.org/CodeSystem/measure-population'
  return [{ code: { coding: [{ system, code }] }, count: value }]
}

function score(result: IndicatorResult, language: 'zh' | 'en'): FhirScore {
  const { value, shown, unit } = result
  if (value === null) return absent(result, language)
  const plain = shown?.replaceAll(',', '') ?? ''
  const number = Number(plain)
  const words = unitLabels[unit][language]
  return {
    ...(plain !== '' && JSON.stringify(number) === plain ? { value: number } : {}),
    ...(words === '' ? {} : { unit: words }),
    ...(unit === 'ratio' ? { system: 'http://unitsofmeasure.org', code: '%' } : {}),
    extension: [
      { url: 'urn:jieli:exact-value', valueString: `${value.numerator}/${value.denominator}` },
    ],
  }
}

/** Why there is no score: a figure that is missing is unknown, which is never that it does not apply. */
function absent({ needs, because }: IndicatorResult, language: 'zh' | 'en'): FhirScore {
  return {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
        valueCode: needs.length > 0 ? 'unknown' : 'not-applicable',
      },
      ...needs.map((need) => ({ url: 'urn:jieli:missing', valueString: need })),
      ...(because === undefined
        ? []
        : [{ url: 'urn:jieli:because', valueString: because[language] }]),
    ],
  }
}

/** A name-based UUID of version 8: the same parts give the same one. */
function uuidOf(parts: readonly unknown[]): string {
  const hex = contentHash(parts).replace(/^sha256:/, '')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
