import { currentPath, describeCondition } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { ExceptionTag } from '../../document/editing/exception-tag.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useParameterValue } from '../../editor/parameters/use-parameter-value.ts'
import { placeTitle } from '../../editor/problems/place-title.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { useBook } from './book-context.ts'
import { BookShares } from './book-shares.tsx'

/** Reimbursement, prices, and incentives with the shares they are split by. */
export function MoneyChapters(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset } = useBook()
  const value = useParameterValue(props.today)
  const { reimbursement, prices, incentives } = ruleset
  return (
    <>
      {(
        [
          ['reimbursement', reimbursement.map((item) => ({ ...item, reads: item.value }))],
          ['prices', prices.map((item) => ({ ...item, reads: item.amount }))],
          ['incentives', incentives.map((item) => ({ ...item, reads: undefined }))],
        ] as const
      ).map(([name, items]) => (
        <BookChapter
          key={name}
          id={name}
          title={t(`ruleBook.chapters.${name}`)}
          count={items.length}
        >
          <ol className="book-list">
            {items.map((item) => (
              <BookEntry
                key={item.id}
                path={`/${name}/${item.id}`}
                title={text(item.title)}
                cites={item.cites}
                contract={item.contract}
              >
                {item.description !== undefined && <p>{text(item.description)}</p>}
                {item.appliesWhen !== undefined && (
                  <p>
                    {t('ruleBook.applies', {
                      condition: describeCondition(ruleset, item.appliesWhen, language),
                    })}
                  </p>
                )}
                {item.reads !== undefined && (
                  <p>{t('ruleBook.amount', { value: value(item.reads.parameter) })}</p>
                )}
                {'split' in item && (
                  <BookShares
                    path={`/incentives/${item.id}/split`}
                    shares={item.split ?? []}
                    value={value}
                  />
                )}
              </BookEntry>
            ))}
          </ol>
        </BookChapter>
      ))}
    </>
  )
}

/** The exceptions and the notes. */
export function ClosingChapters() {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset, exceptions } = useBook()
  const { manifest } = ruleset
  const notes = manifest.notes ?? []
  return (
    <>
      <BookChapter
        id="exceptions"
        title={t('ruleBook.chapters.exceptions')}
        count={exceptions.length}
      >
        <ol className="book-list">
          {exceptions.map((exception) => (
            <li key={exception.id} className="book-entry">
              <div className="book-entry-title">
                {placeTitle(ruleset, currentPath(exception.item), language)}
              </div>
              <p className="book-provenance">
                <ExceptionTag exceptions={[exception]} />
              </p>
            </li>
          ))}
        </ol>
      </BookChapter>
      <BookChapter id="notes" title={t('ruleBook.chapters.notes')} count={notes.length}>
        <ul className="book-notes">
          {notes.map((note, index) => (
            <li key={index}>{text(note)}</li>
          ))}
        </ul>
      </BookChapter>
    </>
  )
}
