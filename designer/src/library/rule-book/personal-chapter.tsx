import {
  type PersonalClass,
  personalClassOf,
  personalClassTitles,
  type Ruleset,
  valueTypeModules,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { useBook } from './book-context.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'

/** The facts that say something about a person, the most protected first. */
export function personalFacts({ facts }: Ruleset): Ruleset['facts'] {
  const of = (wanted: PersonalClass) => facts.filter((fact) => personalClassOf(fact) === wanted)
  return [...of('sensitive'), ...of('personal')]
}

/** What the rules ask about persons: what a site has to give notice of, and may only show to some. */
export function PersonalChapter() {
  const { t } = useTranslation()
  const text = useText()
  const facts = personalFacts(useBook().ruleset)
  return (
    <BookChapter
      id="personalFacts"
      title={t('ruleBook.chapters.personalFacts')}
      count={facts.length}
    >
      <ol className="book-list">
        {facts.map((fact) => (
          <BookEntry
            key={fact.id}
            path={`/facts/${fact.id}`}
            title={
              <>
                {text(fact.title)}{' '}
                <span className="quiet">{text(valueTypeModules[fact.type].title)}</span>{' '}
                <Tag tone={personalClassOf(fact) === 'sensitive' ? 'red' : 'amber'}>
                  {text(personalClassTitles[personalClassOf(fact)])}
                </Tag>
              </>
            }
            cites={fact.cites}
          >
            {fact.personal === undefined && <p>{t('tables.personalUnsaid')}</p>}
          </BookEntry>
        ))}
      </ol>
    </BookChapter>
  )
}
