import type { ListedCode } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addCode } from '../../document/commands/add-code.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { placeOfRemoved, removedFrom } from '../tables/removed-items.ts'

/** How many are shown: of a long list more may have been taken away than anybody restores one by one. */
const shown = 20

/** The inherited codes that were removed here, each restored with a click. */
export function RemovedCodes(props: {
  readonly codeSystem: string
  readonly codes: readonly ListedCode[]
  readonly theirs: ReadonlyMap<string, ListedCode>
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { codeSystem, codes, theirs } = props
  const removed = removedFrom(codes, theirs)
  if (removed.length === 0) return null
  return (
    <section className="removed-lines">
      <h3>{t('codeLists.removedCodes', { count: removed.length })}</h3>
      <ul>
        {removed.slice(0, shown).map((code) => (
          <li key={code.id}>
            <span className="code">{code.id}</span>
            <span>{text(code.title)}</span>
            <Button
              size="small"
              aria-label={t('tables.restoreNamed', { title: text(code.title) })}
              onClick={() => run(addCode(codeSystem, code, placeOfRemoved(codes, theirs, code.id)))}
            >
              {t('tables.restore')}
            </Button>
          </li>
        ))}
      </ul>
      {removed.length > shown && (
        <p className="quiet">{t('codeLists.moreRemoved', { count: removed.length - shown })}</p>
      )}
    </section>
  )
}
