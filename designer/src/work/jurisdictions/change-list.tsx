import type { JurisdictionNode } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import type { NodeContent } from './node-changes.ts'
import { countiesUnder } from './tree-of.ts'
import { useNodeChanges } from './use-node-changes.ts'

/** So many counties are named. */
const maxNamed = 12

/** What would change, sentence by sentence, and whom it binds. */
export function ChangeList(props: {
  readonly id: string
  readonly after: NodeContent
  readonly nodes: readonly JurisdictionNode[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const { id, after, nodes } = props
  const sentences = useNodeChanges(nodes)(id, after)
  const counties = countiesUnder(nodes, id).map(({ title }) => text(title))
  if (sentences.length === 0) return <p className="quiet">{t('jurisdictions.noChange')}</p>
  return (
    <>
      <ul className="jurisdiction-changes">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="quiet">
        {after.level === 'nation'
          ? t('jurisdictions.affectsAll')
          : counties.length === 0
            ? t('jurisdictions.affectsNone')
            : t(
                counties.length > maxNamed ? 'jurisdictions.affectsMany' : 'jurisdictions.affects',
                {
                  count: counties.length,
                  names: counties.slice(0, maxNamed).join(t('tables.comma')),
                },
              )}
      </p>
    </>
  )
}
