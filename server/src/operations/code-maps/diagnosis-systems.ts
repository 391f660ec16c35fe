import type { Text } from '@jieli/engine'

/** A code system whose codes a ruleset's diagnoses are compared with. */
export interface DiagnosisSystem {
  readonly name: Text
  /** Every name the system goes by in FHIR. */
  readonly systems: readonly string[]
  /** Where the names come from. */
  readonly source: string
}

/**
 * The ICD-10 family, in the order in which codings are preferred where a diagnosis has several. Rulesets list codes of
 * the Chinese edition, so that comes first. Codings of any other system are left aside and told of.
 */
export const diagnosisSystems: readonly DiagnosisSystem[] = [
  {
    name: { zh: 'ICD-10 中文版', en: 'ICD-10, Chinese edition' },
    systems: [
      'urn:oid:2.16.156.10011.2.3.3.11',
      'urn:oid:2.16.156.10011.2.3.3.11.3',
      'http://hl7.org/fhir/sid/icd-10-cn',
    ],
    source:
      'The object identifiers are those of 诊断代码表（ICD-10） in the shared documents of electronic medical records ' +
      '(电子病历共享文档规范 WS/T 500). The address is the one Chinese FHIR systems send; HL7 has not registered it.',
  },
  {
    name: { zh: 'ICD-10', en: 'ICD-10' },
    systems: ['http://hl7.org/fhir/sid/icd-10', 'urn:oid:2.16.840.1.113883.6.3'],
    source: 'HL7 Terminology, https://terminology.hl7.org/CodeSystem-icd10.html',
  },
  {
    name: { zh: 'ICD-10-CM', en: 'ICD-10-CM' },
    systems: ['http://hl7.org/fhir/sid/icd-10-cm', 'urn:oid:2.16.840.1.113883.6.90'],
    source: 'HL7 Terminology, https://terminology.hl7.org/CodeSystem-icd10CM.html',
  },
]
