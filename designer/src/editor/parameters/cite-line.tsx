import type { Citation } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useCitationText } from '../../kit/fields/use-citation-text.ts'

/** The clauses something rests on, with the titles of the open ruleset's documents. */
export function CiteLine(props: { readonly cites: readonly Citation[] }) {
  const { t } = useTranslation()
  const citationText = useCitationText()
  const { sources } = useRuleset().manifest
  return props.cites.length === 0 ? t('parameters.noCites') : citationText(props.cites, sources)
}
