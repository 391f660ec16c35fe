import { describeRedLineCheck, type RedLineCheck } from '@jieli/engine'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** What a red line checks, in a sentence. */
export function RedLineCheckText({ check }: { readonly check: RedLineCheck }) {
  return describeRedLineCheck(useRuleset(), check, useLanguage())
}
