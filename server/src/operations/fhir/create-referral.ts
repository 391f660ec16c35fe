import { indexRuleset, type Bundle, type Ruleset } from '@jieli/engine'
import type { DecideReply } from '../../contracts/decision.ts'
import type { ReferralRequest } from '../../contracts/fhir.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { type OutcomeIssue, decisionIssues } from '../../errors/operation-outcome.ts'
import { ServerError } from '../../errors/server-error.ts'
import { startCase } from '../cases/start-case.ts'
import { isReferral } from '../cds/fact-sources.ts'
import { readFacts } from '../cds/read-facts.ts'
import { valueOf } from '../cds/declared-facts.ts'
import type { ReadingNote } from '../cds/read-diagnoses.ts'
import type { Caller } from '../context/caller.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext, ReferralMapping } from '../context/operation-context.ts'
import { decide } from '../decisions/decide.ts'
import { beginningUnit } from '../library/beginning-unit.ts'
import { inForceOn } from '../library/bundle-in-force.ts'
import { versionFor } from '../library/version-for.ts'
import { codeReaderFor } from '../code-maps/code-reader.ts'
import { readMessage } from './read-message.ts'
import type { SentResource } from './sent-resource.ts'
import { mappingFor } from './referral-mapping.ts'
import {
  findNamed,
  type Identifier,
  nameCase,
  namingIdentifiers,
  readCondition,
} from './referral-identifiers.ts'
import { readMappedCase } from './read-referral.ts'
import { decisionFor } from '../cds/decision-for.ts'

/** A referral somebody asks to begin, with what came along with it. */
export interface CreateReferral {
  readonly order: ReferralRequest
  readonly beside: readonly SentResource[]
  readonly ifNoneExist?: string | undefined
  readonly idempotencyKey?: string | undefined
  readonly language: 'zh' | 'en'
}

/** The case there is now, and what the rules say of it. */
export interface CreatedReferral {
  readonly document: CaseDocument
  /** False where one of the same name was there already. */
  readonly made: boolean
  /** What the rules in force say, and what could not be read; of one that was there, that it was. */
  readonly issues: readonly OutcomeIssue[]
}

/**
 * Begins a case from a ServiceRequest, by the pathway and the decision that the settings map for its county. No answer of
 * the rules keeps it from beginning: what is missing is asked for, and what an institution may not do is said.
 * @throws ServerError FHIR_NO_REFERRAL, FHIR_COUNTY_UNMAPPED, FHIR_COUNTY_NEEDED, FHIR_CONDITION_WRONG,
 * FHIR_IDENTIFIER_TAKEN, REQUEST_INVALID and whatever starting a case and deciding throw
 */
export async function createReferral(
  context: OperationContext,
  caller: Caller,
  asked: CreateReferral,
): Promise<CreatedReferral> {
  const { order } = asked
  if (!isReferral(order)) throw new ServerError('FHIR_NO_REFERRAL')
  const mapping = mappingFor(context.hospitals?.referrals ?? [], caller, countyOf(order))
  const identifiers = namingIdentifiers(order.identifier)
  const condition =
    asked.ifNoneExist === undefined ? undefined : readCondition(asked.ifNoneExist, identifiers)
  const before = condition && (await findThere(context, caller, mapping, condition))
  if (before !== undefined) return before
  const { ruleset: name, pathway } = mapping
  // Who refers stands in the message, and how that is read stands in the rules: first in those for all.
  const { bundle, versionChoice } = await versionFor(
    context,
    await inForceOn(context, caller, name),
    async (forAll) => {
      const { facts } = await factsOf(context, forAll, asked)
      const { county } = forAll.ruleset.manifest
      return beginningUnit(facts, { caller, permission: 'cases.start', county })
    },
  )
  const { facts, notes } = await factsOf(context, bundle, asked)
  const reply = await decide(context, caller, {
    ruleset: name,
    decision: decisionFor(mapping, bundle, facts),
    facts,
    unit: versionChoice?.unit,
    trace: false,
  })
  try {
    const document = await startCase(context, caller, {
      ruleset: name,
      pathway,
      facts,
      idempotencyKey: asked.idempotencyKey,
      beside: (id) => nameCase(mapping.county, id, identifiers),
    })
    const issues = [
      ...decisionIssues(reply, asked.language),
      ...notes.map(noteIssue),
      ...choiceIssues(reply),
    ]
    return { document, made: true, issues }
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'CASE_BUSY') throw error
    // Somebody was faster, perhaps the same sender who heard nothing.
    const there = condition && (await findThere(context, caller, mapping, condition))
    if (there !== undefined) return there
    for (const each of identifiers)
      if ((await findNamed(context, mapping.county, each)) !== undefined) throw taken(each)
    throw error
  }
}

/** One of the name asked for that is there. @throws ServerError FHIR_IDENTIFIER_TAKEN where the caller may not see it */
async function findThere(
  context: OperationContext,
  caller: Caller,
  { county }: ReferralMapping,
  identifier: Identifier,
): Promise<CreatedReferral | undefined> {
  const named = await findNamed(context, county, identifier)
  if (named === undefined) return undefined
  try {
    const document = await readMappedCase(context, caller, named.case)
    return { document, made: false, issues: [thereAlready] }
  } catch (error) {
    throw error instanceof ServerError && [404, 410].includes(error.status)
      ? taken(identifier)
      : error
  }
}

const thereAlready: OutcomeIssue = {
  severity: 'information',
  code: 'informational',
  text: {
    zh: '这个标识的转诊已经有了，没有新建',
    en: 'there is a referral of this identifier already; none was made',
  },
}

function taken({ system, value }: Identifier): ServerError {
  return new ServerError('FHIR_IDENTIFIER_TAKEN', { identifier: `${system}|${value}` })
}

async function factsOf(
  context: OperationContext,
  { ruleset }: Bundle,
  { order, beside }: CreateReferral,
): Promise<{ readonly facts: Record<string, unknown>; readonly notes: readonly ReadingNote[] }> {
  const reader = await codeReaderFor(context, ruleset.manifest.county, { order, beside })
  const message = readMessage(order, beside, unitsOf(ruleset), reader)
  const { units } = await knownUnits(context, ruleset.manifest.id)
  const read = readFacts(ruleset, message.sources, units)
  const { facts: known } = indexRuleset(ruleset)
  const notes = [...message.notes, ...read.notes]
  // Of a stay that the ruleset does not ask about nothing is missing.
  const relevant = notes.filter(
    ({ fact }) => known.has(fact) || !/^(episode\.|clinical\.primaryDiagnosis$)/.test(fact),
  )
  return { facts: { ...read.facts }, notes: relevant }
}

function unitsOf(ruleset: Ruleset): ReadonlyMap<string, string | undefined> {
  return new Map([...indexRuleset(ruleset).facts].map(([id, { unit }]) => [id, unit]))
}

function countyOf({ extension }: ReferralRequest): string | undefined {
  const found = extension?.find(({ url }) => url === 'urn:jieli:county')
  const county = found && valueOf(found)
  return typeof county === 'string' ? county : undefined
}

/** Which version applied, while one is on trial. */
function choiceIssues({ versionChoice, bundle }: DecideReply): readonly OutcomeIssue[] {
  if (versionChoice === undefined) return []
  const coding = { system: 'urn:jieli:version', code: bundle.version }
  const { text } = versionChoice
  return [{ severity: 'information', code: 'informational', text, coding }]
}

function noteIssue({ fact, text, taken }: ReadingNote): OutcomeIssue {
  return {
    ...(taken === true
      ? { severity: 'information', code: 'informational' }
      : { severity: 'warning', code: 'value' }),
    text,
    coding: { system: 'urn:jieli:fact', code: fact },
  }
}
