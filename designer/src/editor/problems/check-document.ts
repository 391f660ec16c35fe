import { checkRuleset, type Issue } from '@jieli/engine'
import type { Checkable } from './check-messages.ts'

/** What stands in the way of publishing a document, as the server will find it. Pure. */
export function checkDocument(checkable: Checkable): readonly Issue[] {
  const { ruleset, parent, base, binding, asOf } = checkable
  return checkRuleset(ruleset, { parent, base, binding, asOf, publishing: true })
}
