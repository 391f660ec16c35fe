import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { checkContracts } from './check-contracts.ts'
import { checkCitations } from './check-citations.ts'
import { checkDecisions } from './check-decisions.ts'
import { checkIds } from './check-ids.ts'
import { checkParameters } from './check-parameters.ts'
import { checkPathways } from './check-pathways.ts'
import { checkRedLines } from './check-red-lines.ts'
import { checkReferences } from './check-references.ts'

export interface CheckOptions {
  /** The ruleset this one is based on, resolved: what may not be weakened. */
  readonly parent?: Ruleset | undefined
  /** True before publishing: a county ruleset must then have every required parameter. */
  readonly publishing: boolean
  /** The day exceptions must still run on; without it their last day is not looked at. */
  readonly asOf?: string | undefined
}

/** Everything that can be said about a resolved ruleset without running a case. Pure. */
export function checkRuleset(ruleset: Ruleset, options: CheckOptions): readonly Issue[] {
  return [
    ...checkIds(ruleset),
    ...checkReferences(ruleset),
    ...checkCitations(ruleset),
    ...checkParameters(ruleset, options.publishing),
    ...checkDecisions(ruleset),
    ...checkPathways(ruleset),
    ...checkRedLines(ruleset, options.parent),
    ...checkContracts(ruleset, options.parent, options.asOf),
  ]
}
