import type { DecideInput } from '../../../contracts/decision.ts'
import type { Receipt, ReceiptRules } from '../../../contracts/receipt.ts'
import type { CaseDocument } from '../../../documents/case-document.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { signFile } from '../../../package-file/signed-file.ts'
import { programVersion } from '../../../program-version.ts'
import { publicationId } from '../../context/bundle-cache.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { decideOver } from '../../decisions/decide.ts'
import { findAlterations } from '../case-soundness.ts'
import { noteCaseRead } from '../note-case-read.ts'
import { presentCase } from '../present-case.ts'
import { readVisibleCase } from '../read-case.ts'
import { assertMaySeeAll } from '../veil-case.ts'

/**
 * A case as it stands, with the rules it runs on, signed. One that is not as it was written is not attested.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ALTERED, BUNDLE_DAMAGED
 */
export async function writeCaseReceipt(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<Receipt> {
  const document = await readVisibleCase(context, caller, id)
  assertMaySeeAll(caller, document)
  const [altered] = await findAlterations(context, document)
  if (altered !== undefined) throw new ServerError('CASE_ALTERED', { id, path: altered.where })
  const receipt = await caseReceipt(context, document)
  await noteCaseRead(context, caller, 'receipt', document)
  await context.commit([], {
    action: 'case.receipt',
    actor: recordedActor(caller),
    target: id,
    county: document.county,
    detail: { revision: document.steps, bundle: document.bundle, signer: receipt.publicKey },
  })
  return receipt
}

/** The signed file of a case that is as it was written. @throws ServerError BUNDLE_DAMAGED */
export async function caseReceipt(
  context: OperationContext,
  document: CaseDocument,
): Promise<Receipt> {
  const { ruleset, version, bundle, history } = document
  const versions = new Map([[bundle, version]])
  for (const { migration } of history)
    if (migration !== undefined) versions.set(migration.from.bundle, migration.from.version)
  const rules: ReceiptRules[] = []
  for (const [hash, named] of versions)
    rules.push(await rulesOf(context, { ruleset, version: named, hash }))
  return sign(context, rules, { kind: 'case', case: presentCase(document) })
}

/**
 * Decides by the version in force, and signs the answer with the facts and the rules it rests on.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, DECISION_UNKNOWN, FACTS_INVALID, SCOPE_MISSING, BUNDLE_DAMAGED
 */
export async function writeDecisionReceipt(
  context: OperationContext,
  caller: Caller,
  request: DecideInput & { readonly ruleset: string; readonly decision: string },
): Promise<Receipt> {
  const decided = await decideOver(context, caller, { ...request, trace: false })
  const { trace: _trace, ...answer } = decided.reply
  // What the rules were asked about: codes of another edition as they were read.
  const facts = request.editions === undefined ? request.facts : { ...decided.facts }
  const rules = await rulesOf(context, answer.bundle)
  return sign(context, [rules], { kind: 'decision', asOf: answer.asOf, facts, answer })
}

function sign(
  context: OperationContext,
  rules: readonly ReceiptRules[],
  about: Receipt['about'],
): Receipt {
  return signFile(
    {
      format: 'jieli-receipt',
      formatVersion: 1,
      writtenAt: context.clock.now(),
      program: programVersion,
      rules,
      about,
    },
    context.signingKey,
  )
}

/** A version as it was published, under its hash. */
async function rulesOf(
  context: OperationContext,
  { ruleset, version, hash }: Pick<ReceiptRules, 'ruleset' | 'version' | 'hash'>,
): Promise<ReceiptRules> {
  // Refuses what is not what was published.
  await context.bundles.bundleOfCase({ ruleset, version, bundle: hash })
  const publication = await context.store.get('publications', publicationId(ruleset, version))
  const stored = publication && (await context.store.get('bundles', publication.bundle))
  if (stored === undefined) throw new ServerError('VERSION_UNKNOWN', { id: ruleset, version })
  const { content, origin } = stored
  return { ruleset, version, hash, content, origin }
}
