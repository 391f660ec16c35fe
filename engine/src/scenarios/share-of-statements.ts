import type { Citation } from '../model/citation.ts'
import type { ClauseCoverage } from './cover-ruleset.ts'

/** A clause of a community's own document, as its list of clauses has it. */
export interface OwnClause {
  readonly citation: Citation
  /** True when it says of nobody what they may, must or get: history, membership as reported, a slogan, a result. */
  readonly background: boolean
}

/** How many statements of a community's own document act. */
export interface StatementShare {
  /** Clauses that say who may, must or gets what, those that stay text among them; at least one. */
  readonly statements: number
  /** Those of them that a scenario of what happens exercises. */
  readonly acts: number
  /** Those that do not act, as listed. */
  readonly idle: readonly Citation[]
  /** Whole thousandths that act, never rounded up. */
  readonly permille: number
  /** True when at least 85 in 100 act, exactly. */
  readonly met: boolean
}

/** Hundredths of a document's statements that have to act. */
export const demandedShare = 85

/** The share of statements that act, over every coverage given; undefined where a document has none. Pure. */
export function shareOfStatements(
  clauses: readonly OwnClause[],
  coverage: readonly ClauseCoverage[],
): StatementShare | undefined {
  const acting = new Set(
    coverage.filter(({ exercised }) => exercised.length > 0).map(({ citation }) => citation),
  )
  const statements = clauses.filter(({ background }) => !background)
  if (statements.length === 0) return undefined
  const idle = statements
    .map(({ citation }) => citation)
    .filter((citation) => !acting.has(citation))
  const acts = statements.length - idle.length
  return {
    statements: statements.length,
    acts,
    idle,
    permille: Math.floor((acts * 1000) / statements.length),
    met: acts * 100 >= demandedShare * statements.length,
  }
}
