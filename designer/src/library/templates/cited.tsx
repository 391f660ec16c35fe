import type { Citation, Source } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** The clauses something rests on, with the titles of the documents given. */
export function Cited(props: {
  readonly cites: readonly Citation[]
  readonly sources: readonly Source[]
}) {
  const { t } = useTranslation()
  const text = useText()
  if (props.cites.length === 0) return null
  const byDocument = Map.groupBy(props.cites, (cite) => cite.document)
  return (
    <span className="quiet">
      {[...byDocument]
        .map(([document, cites]) =>
          t('parameters.cited', {
            document: text(props.sources.find(({ id }) => id === document)?.title, document),
            clauses: cites.map((cite) => cite.clause).join(t('tables.comma')),
          }),
        )
        .join(t('parameters.semicolon'))}
    </span>
  )
}
