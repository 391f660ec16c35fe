import { checkRuleset, type Issue } from '@jieli/engine'
import type { Checkable } from './check-messages.ts'

/** The issues that prevent publishing a document, as the server will find them. Pure. */
export function checkDocument(checkable: Checkable): readonly Issue[] {
  const { ruleset, parent, base, binding, asOf } = checkable
  return checkRuleset(ruleset, { parent, base, binding, asOf, publishing: true })
}
