import type { Citation } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Cited } from '../../kit/fields/cited.tsx'

/** The clauses something rests on, with the titles of the open ruleset's documents. */
export function CiteLine(props: { readonly cites: readonly Citation[] }) {
  const { t } = useTranslation()
  const { sources } = useRuleset().manifest
  if (props.cites.length === 0) return t('parameters.noCites')
  return <Cited cites={props.cites} sources={sources} />
}
