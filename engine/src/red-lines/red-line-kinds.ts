import { allowedFacts } from './allowed-facts.ts'
import { appliesOnlyWhere } from './applies-only-where.ts'
import { barredFacts } from './barred-facts.ts'
import { alwaysOpen } from './charts/always-open.ts'
import { before } from './charts/before.ts'
import { bounded } from './charts/bounded.ts'
import { declares } from './charts/declares.ts'
import { leadsTo } from './charts/leads-to.ts'
import { never } from './charts/never.ts'
import { parties } from './charts/parties.ts'
import { recordedBy } from './charts/recorded-by.ts'
import { wayOut } from './charts/way-out.ts'
import { bound } from './bound.ts'
import { descending } from './descending.ts'
import { fundRequires } from './fund-requires.ts'
import { groupExcludes } from './group-excludes.ts'
import { guardedPath } from './guarded-path.ts'
import { implication } from './implication.ts'
import { monotone } from './monotone.ts'
import { openEvent } from './open-event.ts'
import { paired } from './paired.ts'
import { readsWith } from './reads-with.ts'
import { requiredItems } from './required-items.ts'
import { requiredRules } from './required-rules.ts'
import { wholeSplit } from './whole-split.ts'
import type { Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language } from '../model/text.ts'
import type { RedLineContext } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'
import { createRedLineNames } from './red-line-names.ts'

/** Every kind of check there is. The only list of them besides their schemas. */
const kinds: { readonly [K in RedLineCheck['kind']]: RedLineKind<K> } = {
  floor: bound,
  ceiling: bound,
  requiredRules,
  implication,
  guardedPath,
  openEvent,
  appliesOnlyWhere,
  barredFacts,
  readsWith,
  allowedFacts,
  fundRequires,
  groupExcludes,
  paired,
  descending,
  monotone,
  wholeSplit,
  requiredItems,
  alwaysOpen,
  leadsTo,
  never,
  before,
  wayOut,
  bounded,
  declares,
  parties,
  recordedBy,
}

/** The module of a check, for a check of just its kind. */
function kindOf(check: RedLineCheck): RedLineKind<RedLineCheck['kind']> {
  return kinds[check.kind]
}

/** Where the ruleset crosses what one check of a red line demands. Pure. */
export function checkOne(context: RedLineContext, check: RedLineCheck): readonly Issue[] {
  return kindOf(check).check(context, check)
}

/** True when a check demands at least what another demands: the same, or more of the same kind. Pure. */
export function keepsCheck(ruleset: Ruleset, theirs: RedLineCheck, ours: RedLineCheck): boolean {
  if (jsonEqual(theirs, ours)) return true
  // A check of one pathway says nothing of another.
  if (ours.kind !== theirs.kind || pathwayOf(ours) !== pathwayOf(theirs)) return false
  return kindOf(theirs).keeps(ours, theirs, ruleset)
}

function pathwayOf(check: RedLineCheck): string | undefined {
  return 'pathway' in check ? check.pathway : undefined
}

/** Ways to say a check with less in it. Pure. */
export function milderChecks(ruleset: Ruleset, check: RedLineCheck): readonly RedLineCheck[] {
  return kindOf(check).milder(check, ruleset)
}

/** What a red line checks, in a sentence. Pure. */
export function describeRedLineCheck(
  ruleset: Ruleset,
  check: RedLineCheck,
  language: Language,
): string {
  return kindOf(check).describe(check, createRedLineNames(ruleset, language))[language]
}
