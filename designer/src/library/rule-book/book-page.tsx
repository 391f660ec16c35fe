import { PrinterOutlined } from '@ant-design/icons'
import { describeCalendar } from '@jieli/engine'
import type { RuleBook } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useMayAdapt } from '../adapt/use-may-adapt.ts'
import { readBook } from '../../api/templates.ts'
import { createDocumentStore } from '../../document/state/document-store.ts'
import { ExceptionsContext } from '../../document/editing/exceptions-context.ts'
import { today } from '../../document/editing/today.ts'
import { DocumentProvider } from '../../document/editing/document-provider.tsx'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { ExportButton } from '../transfer/export-button.tsx'
import { ImportedFrom } from '../transfer/imported-from.tsx'
import { BookContext } from './book-context.ts'
import { CodeSystemChapter } from './code-system-chapter.tsx'
import { DecisionChapter } from './decision-chapter.tsx'
import { DutyChapter } from './duty-chapter.tsx'
import { ScheduledDutyChapter } from './scheduled-duty-chapter.tsx'
import { ClosingChapters, MoneyChapters } from './list-chapters.tsx'
import { AssessmentChapters, MeasureChapters } from './measure-chapters.tsx'
import { ParameterChapter, RedLineChapter } from './parameter-chapter.tsx'
import { PathwayChapter } from './pathway-chapter.tsx'
import { PersonalChapter, personalFacts } from './personal-chapter.tsx'
import { pathwaysOf } from './pathways-of.ts'
import { ProcedureChapter } from './procedure-chapter.tsx'
import './rule-book.css'

/** A ruleset as a page to read and to print. */
export function BookPage() {
  const { id = '' } = useParams()
  const book = useQuery({ queryKey: ['book', id], queryFn: () => readBook(id) })
  if (book.error !== null || book.data === undefined) return <PageWait error={book.error} />
  return <Book book={book.data} />
}

/** The lists a book has chapters of, in order. */
const chapters = [
  'decisions',
  'pathways',
  'procedures',
  'duties',
  'scheduledDuties',
  'parameters',
  'codeSystems',
  'personalFacts',
  'redLines',
  'pathwayRates',
  'funds',
  'assessmentGroups',
  'indicators',
  'reimbursement',
  'prices',
  'incentives',
] as const

function Book(props: { readonly book: RuleBook }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { book } = props
  const { ruleset, origin } = book
  const { manifest } = ruleset
  const mayAdapt = useMayAdapt()
  // What is shared with the editor reads the open document; here nobody edits it.
  const store = useMemo(
    () => createDocumentStore({ ruleset, origin, parent: null, revision: 0 }),
    [ruleset, origin],
  )
  const day = today()
  const items = (name: (typeof chapters)[number]): number => {
    if (name === 'personalFacts') return personalFacts(ruleset).length
    return name === 'pathways' || name === 'procedures'
      ? pathwaysOf(ruleset, name === 'pathways' ? 'patient' : 'community').length
      : ruleset[name].length
  }
  const present = chapters.filter((name) => items(name) > 0)
  const adaptable = mayAdapt && (manifest.kind === 'template' || manifest.kind === 'pack')
  return (
    <DocumentProvider store={store}>
      <BookContext value={book}>
        <ExceptionsContext value={book.exceptions}>
          <main className="page page-narrow book">
            <div className="book-tools">
              <Link to={manifest.kind === 'county' ? '/rulesets' : '/templates'}>
                {t(manifest.kind === 'county' ? 'shell.backHome' : 'adapt.back')}
              </Link>
              <span className="spacer" />
              <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                {t('ruleBook.print')}
              </Button>
              {book.standing === 'published' && (
                <ExportButton
                  id={manifest.id}
                  version={book.version}
                  title={text(manifest.title)}
                  elsewhere={book.elsewhere}
                />
              )}
              {adaptable && (
                <Link className="book-adapt" to={`/adapt/${manifest.id}`}>
                  {t('templates.adapt')}
                </Link>
              )}
            </div>
            <h1 className="book-title">{text(manifest.title)}</h1>
            <p className="quiet">
              {t(`ruleBook.statuses.${book.standing}`, {
                version: book.version,
                from: book.from ?? '',
              })}{' '}
              {manifest.sample === true && <Tag tone="amber">{t('rulesets.sample')}</Tag>}
            </p>
            {book.elsewhere !== undefined && <ImportedFrom elsewhere={book.elsewhere} />}
            {manifest.description !== undefined && <p>{text(manifest.description)}</p>}
            <ul className="book-sources">
              {manifest.sources.map((source) => (
                <li key={source.id}>
                  {t('ruleBook.source', { title: text(source.title) })} {text(source.note)}
                </li>
              ))}
            </ul>
            <ul className="book-sources">
              {describeCalendar(manifest.calendar, language).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <nav className="book-contents" aria-label={t('ruleBook.contents')}>
              <h2>{t('ruleBook.contents')}</h2>
              <ol>
                {present.map((name) => (
                  <li key={name}>
                    <a href={`#${name}`}>{t(`ruleBook.chapters.${name}`)}</a>{' '}
                    <span className="quiet">{items(name)}</span>
                  </li>
                ))}
                {book.exceptions.length > 0 && (
                  <li>
                    <a href="#exceptions">{t('ruleBook.chapters.exceptions')}</a>{' '}
                    <span className="quiet">{book.exceptions.length}</span>
                  </li>
                )}
                {(manifest.notes ?? []).length > 0 && (
                  <li>
                    <a href="#notes">{t('ruleBook.chapters.notes')}</a>
                  </li>
                )}
              </ol>
            </nav>
            <DecisionChapter />
            <PathwayChapter today={day} />
            <ProcedureChapter />
            <DutyChapter today={day} />
            <ScheduledDutyChapter today={day} />
            <ParameterChapter />
            <CodeSystemChapter />
            <PersonalChapter />
            <RedLineChapter />
            <MeasureChapters today={day} />
            <AssessmentChapters today={day} />
            <MoneyChapters today={day} />
            <ClosingChapters />
          </main>
        </ExceptionsContext>
      </BookContext>
    </DocumentProvider>
  )
}
