import { formatParameter, indexRuleset } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { RedLineCheckText } from '../../editor/parameters/red-line-check-text.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { useBook } from './book-context.ts'

/** Every parameter with its dated values. */
export function ParameterChapter() {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const parameters = [...indexRuleset(useBook().ruleset).parameters.values()]
  return (
    <BookChapter
      id="parameters"
      title={t('ruleBook.chapters.parameters')}
      count={parameters.length}
    >
      <ol className="book-list">
        {parameters.map((parameter) => (
          <BookEntry
            key={parameter.id}
            path={`/parameters/${parameter.id}`}
            title={text(parameter.title)}
            cites={parameter.cites}
            contract={parameter.contract}
          >
            {parameter.description !== undefined && <p>{text(parameter.description)}</p>}
            {parameter.values.length === 0 && (
              <Tag tone="amber">
                {t(parameter.required ? 'parameters.missing' : 'parameters.noValues')}
              </Tag>
            )}
            <ul>
              {parameter.values.map((dated) => (
                <li key={dated.from}>
                  {t('ruleBook.valueFrom', {
                    from: dated.from,
                    value: formatParameter(parameter, dated.value, language),
                  })}{' '}
                  {dated.sample === true && <Tag tone="amber">{t('parameters.sampleTag')}</Tag>}
                </li>
              ))}
            </ul>
          </BookEntry>
        ))}
      </ol>
    </BookChapter>
  )
}

/** What nobody who adapts the ruleset may weaken. */
export function RedLineChapter() {
  const { t } = useTranslation()
  const text = useText()
  const { redLines } = useBook().ruleset
  return (
    <BookChapter id="redLines" title={t('ruleBook.chapters.redLines')} count={redLines.length}>
      <ol className="book-list">
        {redLines.map((line) => (
          <BookEntry
            key={line.id}
            path={`/redLines/${line.id}`}
            title={
              <>
                <span className="code">{line.id}</span> {text(line.title)}{' '}
                <Tag tone="red">{t(`parameters.authorities.${line.authority}`)}</Tag>
              </>
            }
            cites={line.cites}
          >
            <ul>
              {line.checks.map((check, index) => (
                <li key={index}>
                  <RedLineCheckText check={check} />
                </li>
              ))}
            </ul>
          </BookEntry>
        ))}
      </ol>
    </BookChapter>
  )
}
