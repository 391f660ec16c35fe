import type { Text } from '@jieli/engine'
import type { FhirCondition, FhirConditions, FhirEncounter } from '../../contracts/fhir-elements.ts'
import type { CodeReader } from '../code-maps/code-reader.ts'
import { diagnosisSystems } from '../code-maps/diagnosis-systems.ts'

/** Something that could not be read, and which fact is unknown for it. */
export interface ReadingNote {
  readonly fact: string
  readonly text: Text
  /** Set where the fact is known, and this says what it was read from. */
  readonly taken?: true
}

/** The diagnoses of an encounter, as far as they are certain; what is not is absent and told. */
export interface Diagnoses {
  readonly main?: string | undefined
  readonly others?: readonly string[] | undefined
  readonly notes: readonly ReadingNote[]
}

/**
 * The main diagnosis of an encounter and the others, by what FHIR R4 says of them, never by the order they come in.
 *
 * The main diagnosis is the entry of `Encounter.diagnosis` with the lowest rank. A rank holds among diagnoses of one
 * use (https://hl7.org/fhir/R4/encounter-definitions.html#Encounter.diagnosis.rank), so uses are looked at in turn:
 * discharge diagnoses, else admission diagnoses, else those whose use nobody says, else chief complaints.
 * Comorbidities, billing and operations name no main diagnosis. Where two share the lowest rank, or several have none,
 * nobody knows. An encounter with a single diagnosis has it for its main one.
 */
export function readDiagnoses(
  encounter: FhirEncounter | undefined,
  bundle: FhirConditions | undefined,
  query: {
    readonly encounterId: string
    readonly main?: unknown
    /** False where there may be others than those sent. */
    readonly whole?: boolean
    /** Reads codes of other editions than the rules are written in. */
    readonly reader: CodeReader
  },
): Diagnoses {
  if (bundle === undefined) return { notes: [] }
  // What was done is referred to beside what was found.
  const entries = (encounter?.diagnosis ?? []).filter(
    ({ condition }) => condition.reference?.includes('Procedure/') !== true,
  )
  const listed = new Set(entries.map(({ condition }) => idOf(condition)).filter(isName))
  const sent = conditionsIn(bundle)
  const conditions = sent.filter(({ condition, names }) =>
    isDiagnosis(
      condition,
      names.some((name) => listed.has(name)),
      query.encounterId,
    ),
  )
  const notes: ReadingNote[] = []
  const { reader } = query
  // Whoever calls may name the main diagnosis; then it need not be found.
  const named = typeof query.main === 'string' ? query.main : undefined
  const main = named === undefined ? findMain(entries, conditions, notes) : undefined
  const mainCode = main && codeOf(main.condition, mainFacts, { notes, reader })
  const rest = conditions.filter((each) => each !== main)
  const codes = rest.map(({ condition }) =>
    codeOf(condition, ['episode.otherDiagnoses'], { notes, reader }),
  )
  const sentNames = new Set(sent.flatMap(({ names }) => names))
  const whole =
    query.whole !== false && isWhole(bundle) && [...listed].every((id) => sentNames.has(id))
  if (!whole) notes.push(incomplete)
  // An incomplete list would say of what is missing that it is not there.
  const certain =
    whole &&
    !codes.includes(undefined) &&
    (main !== undefined || named !== undefined || conditions.length === 0)
  const others = [...new Set(codes)].filter((code) => code !== named) as string[]
  return { main: mainCode, ...(certain && { others }), notes }
}

function conditionsIn({ entry }: FhirConditions): readonly KnownCondition[] {
  return (entry ?? []).flatMap(({ fullUrl, resource: condition }) =>
    condition.resourceType === 'Condition'
      ? [
          {
            condition,
            names: [condition.id, fullUrl && idOf({ reference: fullUrl })].filter(isName),
          },
        ]
      : [],
  )
}

function isName(name: string | undefined): name is string {
  return name !== undefined && name !== ''
}

interface KnownCondition {
  readonly condition: FhirCondition
  /** What others refer to it by. */
  readonly names: readonly string[]
}

const uses = ['DD', 'AD', undefined, 'CC'] as const
const useSystems = [
  'http://terminology.hl7.org/CodeSystem/diagnosis-role',
  'http://hl7.org/fhir/diagnosis-role',
]
/** Uses that name no main diagnosis. */
const neverMain = new Set(['CM', 'billing', 'pre-op', 'post-op'])

function findMain(
  listed: NonNullable<FhirEncounter['diagnosis']>,
  conditions: readonly KnownCondition[],
  notes: ReadingNote[],
): KnownCondition | undefined {
  const note = (zh: string, en: string) => {
    notes.push({ fact: 'episode.mainDiagnosis', text: { zh, en } })
    return undefined
  }
  const entries = listed.map((entry) => ({ ...entry, role: roleOf(entry) }))
  for (const use of uses) {
    const ofUse = entries.filter(({ role }) => role === use)
    if (ofUse.length === 0) continue
    const lowest = Math.min(...ofUse.map(({ rank }) => rank ?? Infinity))
    const first = ofUse.filter(({ rank }) => (rank ?? Infinity) === lowest)
    const [entry] = first
    if (entry === undefined || first.length > 1) {
      return note(
        `住院信息里有 ${first.length} 个诊断排在同一位次（Encounter.diagnosis.rank），不能认定哪一个是主要诊断`,
        `${first.length} diagnoses of the encounter have the same rank (Encounter.diagnosis.rank), so none is known to be the main one`,
      )
    }
    const id = idOf(entry.condition)
    return (
      conditions.find(({ names }) => id !== undefined && names.includes(id)) ??
      note(
        `主要诊断（${shown(entry.condition.reference)}）不在所送的诊断里，或已被排除`,
        `the main diagnosis (${shown(entry.condition.reference)}) is not among the conditions sent, or was ruled out`,
      )
    )
  }
  if (conditions.length === 1) return conditions[0]
  return conditions.length === 0
    ? note(
        '所送的诊断里没有本次住院的诊断',
        'no diagnosis of this encounter is among the conditions sent',
      )
    : note(
        `所送的 ${conditions.length} 个诊断没有注明哪一个是主要诊断（Encounter.diagnosis 的 use 和 rank）`,
        `which of the ${conditions.length} diagnoses sent is the main one is not said (use and rank of Encounter.diagnosis)`,
      )
}

/** The use of a diagnosis; undefined where it is not said in words we know. */
function roleOf({ use }: { use?: FhirCondition['code'] }): string | undefined {
  const known = use?.coding?.find(({ system }) => useSystems.includes(system ?? ''))?.code
  return known !== undefined &&
    (known === 'DD' || known === 'AD' || known === 'CC' || neverMain.has(known))
    ? known
    : undefined
}

/** Whether a condition is a diagnosis of this encounter that stands. */
function isDiagnosis(condition: FhirCondition, listed: boolean, encounterId: string): boolean {
  const status = condition.verificationStatus?.coding?.map(({ code }) => code) ?? []
  if (status.includes('refuted') || status.includes('entered-in-error')) return false
  if (listed) return true
  const other = condition.encounter && idOf(condition.encounter)
  if (other !== undefined && other !== encounterId) return false
  const categories = (condition.category ?? []).flatMap(({ coding }) => coding ?? [])
  return categories.length === 0 || categories.some(({ code }) => code === 'encounter-diagnosis')
}

/** The facts that the main diagnosis gives. */
const mainFacts = ['episode.mainDiagnosis', 'clinical.primaryDiagnosis'] as const

/** The code of a condition by the county's code maps, else in the first accepted system that it has one in. */
function codeOf(
  { code }: FhirCondition,
  facts: readonly string[],
  { notes, reader }: { readonly notes: ReadingNote[]; readonly reader: CodeReader },
): string | undefined {
  const note = (text: Text, taken = false) => {
    for (const fact of facts) notes.push({ fact, text, ...(taken && { taken: true as const }) })
    return undefined
  }
  const codings = (code?.coding ?? []).filter((coding) => coding.code !== undefined)
  const read = reader(codings)
  if (read !== undefined) {
    if (read.text !== undefined) note(read.text, read.code !== undefined)
    return read.code
  }
  for (const { systems, name } of diagnosisSystems) {
    const fitting = codings.filter(({ system }) => systems.includes(system ?? ''))
    const chosen = fitting.filter(({ userSelected }) => userSelected === true)
    const codes = [...new Set((chosen.length > 0 ? chosen : fitting).map((each) => each.code))]
    if (codes.length === 1) return codes[0]
    if (codes.length > 1) {
      const both = shown(codes.join(', '))
      return note({
        zh: `一个诊断有几个不同的 ${name.zh} 编码（${both}），未予采用`,
        en: `a diagnosis has several ${name.en} codes (${both}) and was left aside`,
      })
    }
  }
  const systems = [...new Set(codings.map(({ system }) => system ?? '—'))]
  const named = systems.length === 0 ? '—' : shown(systems.join(', '))
  return note({
    zh: `一个诊断没有 ICD-10 编码（所用编码系统：${named}），未予采用`,
    en: `a diagnosis has no ICD-10 code (it is coded in: ${named}) and was left aside`,
  })
}

const incomplete: ReadingNote = {
  fact: 'episode.otherDiagnoses',
  text: {
    zh: '所送的诊断不完整（还有下一页，或住院信息里列有未送来的诊断），其他诊断不能视为齐全',
    en: 'the conditions sent are not all there are (there is a further page, or the encounter lists one that was not sent), so the other diagnoses are not complete',
  },
}

function isWhole({ link, total, entry }: FhirConditions): boolean {
  const next = link?.some(({ relation }) => relation === 'next') ?? false
  return !next && (total === undefined || total <= (entry?.length ?? 0))
}

/** The id at the end of a reference: of `Condition/1`, of an address, of `urn:uuid:…`; a version is left out. */
function idOf({ reference }: { reference?: string | undefined }): string | undefined {
  return reference?.replace(/\/_history\/[^/]*$/, '').replace(/^.*[/:]/, '')
}

function shown(text: string | undefined): string {
  const whole = text ?? '—'
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole
}
