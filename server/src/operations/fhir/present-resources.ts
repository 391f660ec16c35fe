import { actingUnit, type Bundle, stateAt } from '@jieli/engine'
import type { FhirResource } from '../../contracts/fhir.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { noDutyTime } from '../cases/duty-fields.ts'
import { factExtensions } from './fact-extensions.ts'
import type { Identifier } from './referral-identifiers.ts'
import { statusOf } from './task-status.ts'

/** A case with what its resources say beside it. */
export interface ReferralCase {
  readonly document: CaseDocument
  readonly bundle: Bundle
  readonly identifiers: readonly Identifier[]
  readonly language: 'zh' | 'en'
}

/** The two resources that show a case. */
export const referralResources = ['ServiceRequest', 'Task'] as const
export type ReferralResource = (typeof referralResources)[number]

/** A case as one of its resources. Pure. */
export function presentResource(type: ReferralResource, shown: ReferralCase): FhirResource {
  return type === 'Task' ? presentTask(shown) : presentServiceRequest(shown)
}

/** Patient referral in SNOMED CT. */
const referralCode = {
  coding: [{ system: 'http://snomed.info/sct', code: '3457005', display: 'Patient referral' }],
}

function presentServiceRequest({ document, bundle, identifiers }: ReferralCase): FhirResource {
  const extension = factExtensions(bundle.ruleset, document.snapshot.facts)
  return {
    resourceType: 'ServiceRequest',
    ...headOf(document),
    ...(extension.length > 0 && { extension }),
    ...(identifiers.length > 0 && { identifier: identifiers }),
    status: statusOf(pathwayOf(bundle, document), document).request,
    intent: 'order',
    code: referralCode,
    subject: patientOf(document),
    authoredOn: document.createdAt,
    ...(document.fromUnit !== null && { requester: unitReference(document.fromUnit) }),
    ...(document.toUnit !== null && { performer: [unitReference(document.toUnit)] }),
  }
}

function presentTask(shown: ReferralCase): FhirResource {
  const { document, bundle, identifiers, language } = shown
  const pathway = pathwayOf(bundle, document)
  const { manifest } = bundle.ruleset
  const state = stateAt(pathway, document.state.split('.'))
  const owner = ownerOf(shown)
  const { dutyAt } = document
  const due = dutyAt === undefined || dutyAt === noDutyTime ? undefined : dutyAt
  return {
    resourceType: 'Task',
    ...headOf(document),
    ...(identifiers.length > 0 && { identifier: identifiers }),
    status: statusOf(pathway, document).task,
    businessStatus: {
      coding: [
        {
          system: `urn:jieli:state:${manifest.id}:${pathway.id}`,
          code: document.state,
          display: state?.meta.title[language] ?? document.state,
        },
      ],
      text: state?.meta.title[language] ?? document.state,
    },
    intent: 'order',
    code: {
      coding: [
        {
          system: `urn:jieli:pathway:${manifest.id}`,
          code: pathway.id,
          display: pathway.title[language],
        },
      ],
      text: pathway.title[language],
    },
    focus: { reference: `ServiceRequest/${document.id}` },
    for: patientOf(document),
    authoredOn: document.createdAt,
    lastModified: document.updatedAt,
    ...(document.fromUnit !== null && { requester: unitReference(document.fromUnit) }),
    ...(owner !== undefined && { owner: unitReference(owner) }),
    ...(due !== undefined && { restriction: { period: { end: due } } }),
  }
}

function headOf(document: CaseDocument) {
  return {
    id: document.id,
    meta: { versionId: String(document.history.length), lastUpdated: document.updatedAt },
  }
}

function pathwayOf({ ruleset }: Bundle, { pathway }: CaseDocument) {
  const found = ruleset.pathways.find(({ id }) => id === pathway)
  if (found === undefined) throw new TypeError('a case runs on a version without its pathway')
  return found
}

/** The unit that has to act where the case rests: of the innermost state that says whose turn it is. */
function ownerOf({ document, bundle }: ReferralCase): string | undefined {
  const pathway = pathwayOf(bundle, document)
  const path = document.state.split('.')
  const around = path.map((_, index) => stateAt(pathway, path.slice(0, path.length - index)))
  const owner = around.find((state) => state?.meta.owner !== undefined)?.meta.owner
  const party = pathway.parties.find(({ id }) => id === owner)
  return party && actingUnit(document.snapshot, party.unitFact)
}

/** An id as FHIR has it; whatever else names something stands beside the reference. */
const fhirId = /^[A-Za-z0-9\-.]{1,64}$/

function patientOf({ patient }: CaseDocument): object {
  if (patient === null)
    return {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
          valueCode: 'unknown',
        },
      ],
    }
  return fhirId.test(patient)
    ? { reference: `Patient/${patient}` }
    : { type: 'Patient', identifier: { system: 'urn:jieli:patient', value: patient } }
}

function unitReference(unit: string): object {
  return fhirId.test(unit)
    ? { reference: `Organization/${unit}` }
    : { type: 'Organization', identifier: { system: 'urn:jieli:unit', value: unit } }
}
