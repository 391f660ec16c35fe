import { type CodeSystem, valueTypeModules } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { useBook } from './book-context.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'

/** Longer lists are opened by whoever wants to read them. */
const shortList = 60

/** The lists of codes, with what takes its codes from each. */
export function CodeSystemChapter() {
  const { t } = useTranslation()
  const text = useText()
  const { codeSystems, facts, parameters } = useBook().ruleset
  return (
    <BookChapter
      id="codeSystems"
      title={t('ruleBook.chapters.codeSystems')}
      count={codeSystems.length}
    >
      <ol className="book-list">
        {codeSystems.map((codeSystem) => {
          const uses = [...facts, ...parameters].filter((item) => item.codeSystem === codeSystem.id)
          const ordered = uses.some(({ type }) => valueTypeModules[type].ordersCodes === true)
          return (
            <BookEntry
              key={codeSystem.id}
              path={`/codeSystems/${codeSystem.id}`}
              title={
                <>
                  {text(codeSystem.title)}{' '}
                  {codeSystem.version !== undefined && (
                    <span className="quiet">{codeSystem.version}</span>
                  )}{' '}
                  {codeSystem.sample === true && <Tag tone="amber">{t('codeLists.sampleTag')}</Tag>}
                </>
              }
              cites={codeSystem.cites}
              contract={codeSystem.contract}
            >
              {codeSystem.description !== undefined && <p>{text(codeSystem.description)}</p>}
              {uses.length > 0 && (
                <p>
                  {t('ruleBook.usedBy', {
                    titles: uses.map(({ title }) => text(title)).join(t('tables.comma')),
                  })}
                </p>
              )}
              <Codes codeSystem={codeSystem} ordered={ordered} />
            </BookEntry>
          )
        })}
      </ol>
    </BookChapter>
  )
}

function Codes(props: { readonly codeSystem: CodeSystem; readonly ordered: boolean }) {
  const { t } = useTranslation()
  const text = useText()
  const { codes } = props.codeSystem
  return (
    <details open={codes.length <= shortList}>
      <summary>
        {t(props.ordered ? 'ruleBook.codesLowToHigh' : 'ruleBook.codesInAll', {
          count: codes.length,
        })}
      </summary>
      <ol className="book-codes">
        {codes.map(({ id, title }) => (
          <li key={id}>
            <span className="code">{id}</span> {text(title)}
          </li>
        ))}
      </ol>
    </details>
  )
}
