import { checkRuleset, type Issue } from '@jieli/engine'
import type { Checkable } from './check-messages.ts'

/** What stands in the way of publishing a document, as the server will find it. Pure. */
export function checkDocument({ ruleset, parent, base, asOf }: Checkable): readonly Issue[] {
  return checkRuleset(ruleset, { parent, base, asOf, publishing: true })
}
