import {
  indexRuleset,
  type Bundle,
  type Citation,
  clauseOf,
  documentOf,
  type DecisionAnswer,
  explainDecision,
  type Reason,
  type Ruleset,
  type Text,
} from '@jieli/engine'
import type {
  NamedFact,
  PresentedCitation,
  PresentedReason,
  RecordedDecision,
} from '../../documents/recorded-decision.ts'

/** A decision with the titles of everything it names, fit to be read by a clerk. Pure. */
export function presentDecision(bundle: Bundle, result: DecisionAnswer): RecordedDecision {
  const { ruleset } = bundle
  const subject = ruleset.decisions.find(({ id }) => id === result.decision)?.subject
  return {
    decision: result.decision,
    title: decisionTitle(ruleset, result.decision),
    ...(subject !== undefined && { subject }),
    outcome: result.outcome,
    outputs: result.outputs,
    reasons: result.reasons.map((reason) => presentReason(ruleset, result.decision, reason)),
    needs: nameFacts(ruleset, result.needs),
    missingParameters: result.missingParameters,
    hits: result.hits,
    explanation: explainBoth(bundle, result),
  }
}

/** The explanation in both languages. Pure. */
export function explainBoth(
  bundle: Bundle,
  result: DecisionAnswer,
): RecordedDecision['explanation'] {
  return { zh: explainDecision(bundle, result, 'zh'), en: explainDecision(bundle, result, 'en') }
}

/** Facts with their titles. Pure. */
export function nameFacts(ruleset: Ruleset, facts: readonly string[]): NamedFact[] {
  return facts.map((fact) => ({
    fact,
    title: indexRuleset(ruleset).facts.get(fact)?.title ?? plain(fact),
  }))
}

/** Pure. */
export function presentReason(ruleset: Ruleset, decision: string, reason: Reason): PresentedReason {
  const title = lineTitle(ruleset, decision, reason.rule)
  return {
    rule: reason.rule,
    ...(title !== undefined && { title }),
    ...(reason.outcome !== undefined && { outcome: reason.outcome }),
    text: reason.text,
    cites: reason.cites.map((cite) => presentCitation(ruleset, cite)),
    origin: reason.origin,
  }
}

function presentCitation(ruleset: Ruleset, cite: Citation): PresentedCitation {
  const document = documentOf(cite)
  const source = ruleset.manifest.sources.find((entry) => entry.id === document)
  return { clause: clauseOf(cite), document, documentTitle: source?.title ?? plain(document) }
}

function decisionTitle(ruleset: Ruleset, id: string): Text {
  return ruleset.decisions.find((decision) => decision.id === id)?.title ?? plain(id)
}

function lineTitle(ruleset: Ruleset, decisionId: string, lineId: string): Text | undefined {
  const decision = ruleset.decisions.find((entry) => entry.id === decisionId)
  if (decision === undefined) return undefined
  const lines = decision.kind === 'table' ? decision.rows : decision.rules
  return lines.find((line) => line.id === lineId)?.title
}

function plain(name: string): Text {
  return { zh: name, en: name }
}
