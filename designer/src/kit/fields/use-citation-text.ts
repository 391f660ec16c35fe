import { type Citation, clauseOf, documentOf, type Source } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'

/** Describes the clauses something rests on, by document with its title. */
export function useCitationText(): (
  cites: readonly Citation[],
  sources: readonly Source[],
) => string {
  const { t } = useTranslation()
  const text = useText()
  return (cites, sources) =>
    [...Map.groupBy(cites, documentOf)]
      .map(([document, group]) =>
        t('parameters.cited', {
          document: text(sources.find(({ id }) => id === document)?.title, document),
          clauses: group.map(clauseOf).join(t('tables.comma')),
        }),
      )
      .join(t('parameters.semicolon'))
}
