import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { FundBody } from '../../editor/parameters/fund-body.tsx'
import { RateBody, RateTitle } from '../../editor/parameters/rate-body.tsx'
import { useParameterValue } from '../../editor/parameters/use-parameter-value.ts'
import { useBook } from './book-context.ts'
import { BookChapter, BookEntry } from './book-entry.tsx'
import { BookShares } from './book-shares.tsx'

/** The rates of the clinical pathways, and the contracted funds with each share of their splits. */
export function MeasureChapters(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { pathwayRates, funds } = useBook().ruleset
  const value = useParameterValue(props.today)
  return (
    <>
      <BookChapter
        id="pathwayRates"
        title={t('ruleBook.chapters.pathwayRates')}
        count={pathwayRates.length}
      >
        <ol className="book-list">
          {pathwayRates.map((rate) => (
            <BookEntry
              key={rate.id}
              path={`/pathwayRates/${rate.id}`}
              title={<RateTitle rate={rate} today={props.today} />}
              cites={rate.cites}
              contract={rate.contract}
            >
              <RateBody rate={rate} />
            </BookEntry>
          ))}
        </ol>
      </BookChapter>
      <BookChapter id="funds" title={t('ruleBook.chapters.funds')} count={funds.length}>
        <ol className="book-list">
          {funds.map((fund) => (
            <BookEntry
              key={fund.id}
              path={`/funds/${fund.id}`}
              title={text(fund.title)}
              cites={fund.cites}
              contract={fund.contract}
            >
              <FundBody fund={fund} today={props.today} />
              <BookShares
                path={`/funds/${fund.id}/split/shares`}
                shares={fund.split.shares}
                value={value}
              />
            </BookEntry>
          ))}
        </ol>
      </BookChapter>
    </>
  )
}

/** The groups of indicators and the indicators themselves. */
export function AssessmentChapters(props: { readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { indicators, assessmentGroups } = useBook().ruleset
  const value = useParameterValue(props.today)
  const indicatorTitle = (id: string): string =>
    text(indicators.find((item) => item.id === id)?.title, id)
  return (
    <>
      <BookChapter
        id="assessmentGroups"
        title={t('ruleBook.chapters.assessmentGroups')}
        count={assessmentGroups.length}
      >
        <ol className="book-list">
          {assessmentGroups.map((group) => (
            <BookEntry
              key={group.id}
              path={`/assessmentGroups/${group.id}`}
              title={text(group.title)}
              cites={group.cites}
              contract={group.contract}
            >
              <p>
                {t('ruleBook.indicatorsOf', {
                  kind: t(`parameters.indicatorGroups.${group.kind}`),
                  indicators: group.indicators.map(indicatorTitle).join(t('tables.comma')),
                })}
              </p>
              {group.weight !== undefined && (
                <p>{t('ruleBook.weight', { value: value(group.weight.parameter) })}</p>
              )}
              {group.consequences?.map((consequence, at) => (
                <p key={at}>{text(consequence)}</p>
              ))}
            </BookEntry>
          ))}
        </ol>
      </BookChapter>
      <BookChapter
        id="indicators"
        title={t('ruleBook.chapters.indicators')}
        count={indicators.length}
      >
        <ol className="book-list">
          {indicators.map((item) => (
            <BookEntry
              key={item.id}
              path={`/indicators/${item.id}`}
              title={text(item.title)}
              cites={item.cites}
              contract={item.contract}
            >
              <p>
                {text(item.definition)} {t(`ruleBook.directions.${item.direction}`)}
              </p>
              {item.target !== undefined && (
                <p>{t('ruleBook.target', { value: value(item.target.parameter) })}</p>
              )}
            </BookEntry>
          ))}
        </ol>
      </BookChapter>
    </>
  )
}
