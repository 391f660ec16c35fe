import { describeDuty } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useBook } from './book-context.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'

/** What somebody has to do, by pathway, each as a sentence of a document. */
export function DutyChapter(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset } = useBook()
  const { duties, pathways } = ruleset
  return (
    <BookChapter id="duties" title={t('ruleBook.chapters.duties')} count={duties.length}>
      {pathways.map((pathway) => {
        const owed = duties.filter((duty) => duty.pathway === pathway.id)
        if (owed.length === 0) return null
        return (
          <div className="book-part" key={pathway.id}>
            <h3>{text(pathway.title)}</h3>
            <ol className="book-list">
              {owed.map((duty) => (
                <BookEntry
                  key={duty.id}
                  path={`/duties/${duty.id}`}
                  title={describeDuty(ruleset, duty, props.today, language)}
                  cites={duty.cites}
                  contract={duty.contract}
                >
                  {duty.description !== undefined && <p>{text(duty.description)}</p>}
                </BookEntry>
              ))}
            </ol>
          </div>
        )
      })}
    </BookChapter>
  )
}
