/** The part of FHIR R4 that an exported assessment uses, field by field as R4 names them. */
export interface FhirBundle {
  readonly resourceType: 'Bundle'
  readonly type: 'collection'
  readonly timestamp: string
  readonly entry: readonly { readonly fullUrl: string; readonly resource: FhirMeasureReport }[]
}

export interface FhirMeasureReport {
  readonly resourceType: 'MeasureReport'
  readonly status: 'complete' | 'pending'
  readonly type: 'summary'
  readonly measure: string
  readonly date: string
  readonly reporter: {
    readonly type: 'Organization'
    readonly identifier: { readonly system: string; readonly value: string }
    readonly display: string
  }
  readonly period: { readonly start: string; readonly end: string }
  readonly group: readonly FhirGroup[]
}

export interface FhirGroup {
  readonly code: FhirConcept
  readonly population?: readonly FhirPopulation[]
  readonly measureScore: FhirScore
}

export interface FhirPopulation {
  readonly code: FhirConcept
  readonly count: number
}

export interface FhirScore {
  readonly value?: number
  readonly unit?: string
  readonly system?: string
  readonly code?: string
  readonly extension: readonly {
    readonly url: string
    readonly valueString?: string
    readonly valueCode?: string
  }[]
}

interface FhirConcept {
  readonly coding: readonly {
    readonly system: string
    readonly code: string
    readonly display?: string
  }[]
  readonly text?: string
}
