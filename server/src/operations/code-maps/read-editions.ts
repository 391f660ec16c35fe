import {
  createIssue,
  type Facts,
  hasErrors,
  indexRuleset,
  type Issue,
  isJsonObject,
  parseFacts,
  type Ruleset,
} from '@jieli/engine'
import type { CodeTranslation } from '../../contracts/code-edition.ts'
import { factsInvalid } from '../../errors/facts-invalid.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { unknownSystem } from './code-map-texts.ts'
import { type CodeReader, type CodeReading, codeReaderFor, type SentCoding } from './code-reader.ts'
import { diagnosisSystems } from './diagnosis-systems.ts'

/** Facts as a request has them, with the editions that its codes are written in. */
export interface SentFacts {
  readonly facts?: unknown
  readonly editions?: Readonly<Record<string, Omit<SentCoding, 'code'>>> | undefined
}

/** The facts in the edition of the rules, and what says so. */
export interface ReadFacts {
  readonly facts: unknown
  /** Absent where no editions were sent. */
  readonly translations?: readonly CodeTranslation[]
  /** The maps that codes were read by. */
  readonly codeMaps?: readonly string[]
}

/** Reads facts whose codes are of other editions by the maps that a county uses. */
export async function readEditions(
  context: Pick<OperationContext, 'store'>,
  county: string | undefined,
  sent: SentFacts,
): Promise<ReadFacts> {
  if (sent.editions === undefined) return { facts: sent.facts }
  return translateFacts(sent, await codeReaderFor(context, county, codingsOf(sent)))
}

/**
 * Facts as a ruleset knows them, with codes of other editions read by the maps of a county.
 * @param path where in the request they stand, with their editions beside them
 * @throws ServerError FACTS_INVALID
 */
export async function readSentFacts(
  context: Pick<OperationContext, 'store'>,
  { ruleset, county }: { readonly ruleset: Ruleset; readonly county: string | undefined },
  sent: SentFacts,
  path = '',
): Promise<ReadFacts & { readonly facts: Facts }> {
  assertEditions(sent, ruleset, path)
  const read = await readEditions(context, county, sent)
  const { facts, issues } = parseFacts(ruleset, read.facts ?? {}, `${path}/facts`)
  if (hasErrors(issues)) throw factsInvalid(issues)
  return { ...read, facts }
}

/** The maps that codes of several parts of a request were read by, each once. Pure. */
export function codeMapsOf(reads: Iterable<Pick<ReadFacts, 'codeMaps'>>): readonly string[] {
  return [...new Set([...reads].flatMap(({ codeMaps = [] }) => codeMaps))].toSorted()
}

/** Every code of the facts whose edition is named, as a coding. Pure. */
export function codingsOf({ facts, editions = {} }: SentFacts): readonly SentCoding[] {
  return Object.entries(editions).flatMap(([fact, edition]) =>
    codesOf(facts, fact).map((code) => ({ ...edition, code })),
  )
}

/** Pure. */
export function translateFacts({ facts, editions }: SentFacts, reader: CodeReader): ReadFacts {
  if (editions === undefined || !isJsonObject(facts)) return { facts }
  const read: Record<string, unknown> = { ...facts }
  const translations: CodeTranslation[] = []
  const codeMaps = new Set<string>()
  for (const [fact, edition] of Object.entries(editions)) {
    const readings = codesOf(facts, fact).map((sent) => ({
      sent,
      ...readCode({ ...edition, code: sent }, reader),
    }))
    if (readings.length === 0) continue
    // A list of which one code is not known would say of it that it is not there.
    const taken = readings.every(({ code }) => code !== undefined)
    const codes = [...new Set(readings.map(({ code }) => code))]
    read[fact] = taken ? (Array.isArray(facts[fact]) ? codes : codes[0]) : null
    for (const { sent, code = null, text, map } of readings) {
      if (text !== undefined) translations.push({ fact, sent, code, taken, message: text })
      if (map !== undefined) codeMaps.add(map)
    }
  }
  return { facts: read, translations, codeMaps: [...codeMaps].toSorted() }
}

/**
 * That editions are named only of facts that were sent and are codes: a misspelt name is no silent loss.
 * @throws ServerError FACTS_INVALID
 */
export function assertEditions(
  { facts, editions = {} }: SentFacts,
  ruleset: Ruleset,
  under = '',
): void {
  const { facts: known } = indexRuleset(ruleset)
  const sent = isJsonObject(facts) ? facts : {}
  const issues = Object.keys(editions).flatMap((fact): Issue[] => {
    const path = `${under}/editions/${fact.slice(0, 100)}`
    if (!Object.hasOwn(sent, fact))
      return [createIssue('SCHEMA_INVALID', path, { detail: notSent })]
    const type = known.get(fact)?.type
    const coded = type === undefined || ['code', 'codeList', 'orderedCode'].includes(type)
    return coded ? [] : [createIssue('SCHEMA_INVALID', path, { detail: noCode })]
  })
  if (issues.length > 0) throw factsInvalid(issues)
}

const notSent = {
  zh: '写明了编码版本，facts 里却没有这一项',
  en: 'an edition is named of it, and it is not among the facts',
}
const noCode = {
  zh: '这一项不是编码，不能写明编码版本',
  en: 'it is no code, so it is of no edition',
}

/** As codings of messages of FHIR are read: by the maps, else as it is where its system is accepted raw. */
function readCode(coding: SentCoding & { readonly code: string }, reader: CodeReader): CodeReading {
  const read = reader([coding])
  if (read !== undefined) return read
  const accepted = diagnosisSystems.some(({ systems }) => systems.includes(coding.system ?? ''))
  return accepted ? { code: coding.code } : { text: unknownSystem(coding) }
}

function codesOf(facts: unknown, fact: string): readonly string[] {
  const value = isJsonObject(facts) && Object.hasOwn(facts, fact) ? facts[fact] : undefined
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value]
  return codes.every((code) => typeof code === 'string') ? codes : []
}
