import type { Citation } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** The clauses something rests on, with the titles of their documents. */
export function CiteLine(props: { readonly cites: readonly Citation[] }) {
  const { t } = useTranslation()
  const text = useText()
  const { sources } = useRuleset().manifest
  if (props.cites.length === 0) return <>{t('parameters.noCites')}</>
  const documents = [...new Set(props.cites.map((cite) => cite.document))]
  return (
    <>
      {documents
        .map((document) =>
          t('parameters.cited', {
            document: text(sources.find(({ id }) => id === document)?.title, document),
            clauses: props.cites
              .filter((cite) => cite.document === document)
              .map((cite) => cite.clause)
              .join(t('tables.comma')),
          }),
        )
        .join(t('parameters.semicolon'))}
    </>
  )
}
