import { contentHash, schemaIssues } from '@jieli/engine'
import { batchLineSchema } from '../../contracts/decide-batch.ts'
import { currentSuspension } from '../../contracts/version-in-force.ts'
import { readJsonBody } from '../../errors/read-json-body.ts'
import { requestInvalid } from '../../errors/request-validation.ts'
import { ServerError } from '../../errors/server-error.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { codeReaderFor } from '../code-maps/code-reader.ts'
import { assertEditions, codingsOf, translateFacts } from '../code-maps/read-editions.ts'
import { readSuspensions, versionSuspended, withSuspensions } from '../context/suspensions.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { type InForceOn, inForceOn } from '../library/bundle-in-force.ts'
import { versionFor } from '../library/version-for.ts'
import { answer, assertDecision } from './answer.ts'
import { askingUnit } from './decide.ts'

export interface DecideLinesInput {
  readonly ruleset: string
  readonly decision: string
  readonly asOf: string | undefined
  /** The versions that answered the lines before, that for all first: the same answer all. */
  readonly publications: readonly string[] | undefined
  /** The number of the first line. */
  readonly first: number
  readonly lines: readonly Uint8Array[]
}

/** What came of some lines of a batch. */
export interface DecidedLines {
  /** One line of JSON for each, but for blank ones. */
  readonly text: string
  readonly publications: readonly string[]
  readonly asOf: string
  readonly decided: number
  readonly refused: number
}

/** A line may have this many bytes. */
export const maxLineBytes = 64_000

/**
 * Asks one decision over each of some lines. A line that cannot be answered says why and stops no other. What was asked
 * and answered is audited by hash, in one entry for these lines.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, VERSION_SUSPENDED, DECISION_UNKNOWN, SCOPE_MISSING
 */
export async function decideLines(
  context: OperationContext,
  caller: Caller,
  input: DecideLinesInput,
): Promise<DecidedLines> {
  const { ruleset: id, decision } = input
  const inForce = await versionsOf(context, caller, input)
  const { forAll, pilots, asOf } = inForce
  const bundle = await context.bundles.bundleOf(forAll)
  const { manifest } = bundle.ruleset
  assertRulesetScope(caller, 'decide', manifest)
  assertDecision(bundle, input)
  const written: string[] = []
  const hashes: string[] = []
  const outcomes: Record<string, number> = {}
  let refused = 0
  const lines = input.lines.map((bytes) => (isBlank(bytes) ? undefined : tryLine(bytes)))
  const codings = lines.flatMap((line) => (line?.read ? codingsOf(line.read) : []))
  const reader = codings.length > 0 && (await codeReaderFor(context, manifest.county, codings))
  for (const [at, each] of lines.entries()) {
    if (each === undefined) continue
    const line = input.first + at
    const sent = { ...(each.read?.id !== undefined && { id: each.read.id }) }
    try {
      if (each.read === undefined) throw each.error
      const { read } = each
      const chosen = await versionFor(context, inForce, askingUnit(caller, read))
      assertEditions(read, chosen.bundle.ruleset)
      const { reply, facts } = answer(chosen.bundle, {
        ruleset: id,
        decision,
        ...(reader === false ? { facts: read.facts } : translateFacts(read, reader)),
        asOf,
        trace: false,
        versionChoice: chosen.versionChoice,
      })
      written.push(JSON.stringify({ line, ...sent, reply }))
      hashes.push(contentHash(facts))
      outcomes[reply.outcome] = (outcomes[reply.outcome] ?? 0) + 1
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      refused += 1
      const { code, text: message, issues } = error
      written.push(JSON.stringify({ line, ...sent, problem: { code, message, issues } }))
    }
  }
  await context.commit([], {
    action: 'decide.batch',
    actor: recordedActor(caller),
    target: `${id}/${decision}`,
    county: manifest.county,
    detail: { outcomes, refused, bundle: bundle.hash, asOf, facts: contentHash(hashes) },
  })
  return {
    text: written.map((each) => `${each}\n`).join(''),
    publications: [forAll, ...pilots].map(({ id: name }) => name),
    asOf,
    decided: hashes.length,
    refused,
  }
}

async function versionsOf(
  context: OperationContext,
  caller: Caller,
  input: DecideLinesInput,
): Promise<InForceOn> {
  const { publications = [], asOf } = input
  const found = await Promise.all(publications.map((id) => context.store.get('publications', id)))
  const [forAll, ...pilots] = found.filter((each) => each !== undefined)
  if (forAll === undefined || asOf === undefined)
    return await inForceOn(context, caller, input.ruleset, asOf)
  // The same versions answer all lines, and none that was suspended meanwhile: the rest is to be asked again.
  const decided = await readSuspensions(context.store, forAll.ruleset)
  for (const publication of [forAll, ...pilots]) {
    const suspension = currentSuspension(withSuspensions(publication, decided))
    if (suspension !== undefined && suspension.from <= asOf)
      throw versionSuspended(publication, suspension)
  }
  return { forAll, pilots, asOf }
}

/** A line, or why it cannot be read. */
function tryLine(bytes: Uint8Array) {
  try {
    return { read: readLine(bytes) }
  } catch (error) {
    return { error }
  }
}

/** @throws ServerError BATCH_LINE_TOO_LONG, and those of a body */
function readLine(bytes: Uint8Array) {
  if (bytes.length > maxLineBytes)
    throw new ServerError('BATCH_LINE_TOO_LONG', { most: maxLineBytes / 1000 })
  const value = readJsonBody(bytes)
  const parsed = batchLineSchema.safeParse(value)
  if (!parsed.success) throw requestInvalid(schemaIssues(parsed.error, value, ''))
  return parsed.data
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length < 1000 && bytes.every((byte) => byte === 32 || byte === 13 || byte === 9)
}
