import type { CdsRequest } from '../../contracts/cds.ts'
import { readDiagnoses, type ReadingNote } from './read-diagnoses.ts'

/** The facts FHIR tells of an inpatient, and what of them the request does not say. */
export interface EncounterFacts {
  /** Undefined is unknown. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly notes: readonly ReadingNote[]
}

/** Reads the patient, the admission and the diagnoses from a call of CDS Hooks. Pure. */
export function readEncounter({ context, prefetch, extension }: CdsRequest): EncounterFacts {
  const encounter =
    prefetch?.encounter?.resourceType === 'Encounter' ? prefetch.encounter : undefined
  const bundle = prefetch?.conditions?.resourceType === 'Bundle' ? prefetch.conditions : undefined
  const { main, others, notes } = readDiagnoses(encounter, bundle, {
    encounterId: context.encounterId,
    main: extension?.jieli?.facts?.['episode.mainDiagnosis'],
  })
  return {
    facts: {
      'episode.patientId': context.patientId,
      'episode.admittedOn': encounter?.period?.start?.slice(0, 10),
      'episode.unitId': encounter?.serviceProvider?.reference?.replace(/^Organization\//, ''),
      'episode.mainDiagnosis': main,
      'episode.otherDiagnoses': others,
    },
    notes: [
      ...(encounter === undefined ? [noEncounter] : []),
      ...(bundle === undefined ? noConditions : []),
      ...notes,
    ],
  }
}

const noEncounter: ReadingNote = {
  fact: 'episode.admittedOn',
  text: {
    zh: '请求没有带住院信息（prefetch 的 encounter），入院日期不详',
    en: 'the request brings no encounter (prefetch "encounter"), so the day of admission is unknown',
  },
}

const withoutConditions = {
  zh: '请求没有带诊断（prefetch 的 conditions），主要诊断和其他诊断不详',
  en: 'the request brings no diagnoses (prefetch "conditions"), so neither the main one nor the others are known',
}

const noConditions: readonly ReadingNote[] = [
  { fact: 'episode.mainDiagnosis', text: withoutConditions },
  { fact: 'episode.otherDiagnoses', text: withoutConditions },
]
