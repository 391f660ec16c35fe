import { describeScheduledDuty } from '@jieli/engine/scheduled-duties'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useBook } from './book-context.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'

/** What has to be done in each period or by a day, each as a sentence of a document. */
export function ScheduledDutyChapter(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { ruleset } = useBook()
  const { scheduledDuties } = ruleset
  return (
    <BookChapter
      id="scheduledDuties"
      title={t('ruleBook.chapters.scheduledDuties')}
      count={scheduledDuties.length}
    >
      <ol className="book-list">
        {scheduledDuties.map((duty) => (
          <BookEntry
            key={duty.id}
            path={`/scheduledDuties/${duty.id}`}
            title={describeScheduledDuty(ruleset, duty, props.today, language)}
            cites={duty.cites}
            contract={duty.contract}
          >
            {duty.description !== undefined && <p>{text(duty.description)}</p>}
          </BookEntry>
        ))}
      </ol>
    </BookChapter>
  )
}
