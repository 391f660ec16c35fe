import {
  type Bundle,
  evaluateDecision,
  type Facts,
  hasErrors,
  parseFacts,
  suggest,
} from '@jieli/engine'
import type { CodeTranslation } from '../../contracts/code-edition.ts'
import type { DecideReply } from '../../contracts/decision.ts'
import type { VersionChoice } from '../../contracts/pilot.ts'
import { ServerError } from '../../errors/server-error.ts'
import { factsInvalid } from '../../errors/facts-invalid.ts'
import { presentDecision } from './present-decision.ts'

/**
 * The answer of one decision over given facts on a day, and the facts as they were understood. Pure.
 * @throws ServerError DECISION_UNKNOWN, FACTS_INVALID
 */
export function answer(
  bundle: Bundle,
  query: {
    readonly ruleset: string
    readonly decision: string
    readonly facts: unknown
    readonly asOf: string
    readonly trace: boolean
    readonly versionChoice?: VersionChoice | undefined
    readonly translations?: readonly CodeTranslation[] | undefined
  },
): { readonly reply: DecideReply; readonly facts: Facts } {
  const { ruleset } = bundle
  const { asOf } = query
  assertDecision(bundle, query)
  const { facts, issues } = parseFacts(ruleset, query.facts, '/facts')
  if (hasErrors(issues)) throw factsInvalid(issues)
  const result = evaluateDecision(bundle, query.decision, facts, asOf)
  const reply: DecideReply = {
    ...presentDecision(bundle, result),
    effects: result.effects,
    ...(query.trace && { trace: result.trace }),
    bundle: {
      ruleset: ruleset.manifest.id,
      version: ruleset.manifest.version,
      hash: bundle.hash,
    },
    ...(query.versionChoice && { versionChoice: query.versionChoice }),
    ...(query.translations && { translations: [...query.translations] }),
    asOf,
  }
  return { reply, facts }
}

/** @throws ServerError DECISION_UNKNOWN */
export function assertDecision(
  { ruleset }: Bundle,
  query: { readonly ruleset: string; readonly decision: string },
): void {
  if (ruleset.decisions.some(({ id }) => id === query.decision)) return
  throw new ServerError('DECISION_UNKNOWN', {
    ruleset: query.ruleset,
    decision: query.decision,
    suggestion: suggest(
      query.decision,
      ruleset.decisions.map(({ id }) => id),
    ),
  })
}
