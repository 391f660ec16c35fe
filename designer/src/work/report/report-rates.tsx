import { useTranslation } from 'react-i18next'
import { groupTitle } from '../assessment/group-title.ts'
import { RateTable } from '../assessment/rate-table.tsx'
import type { ReadableRun } from '../assessment/use-assessment-run.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** The rates of all cases and by pathway, with what each divides by what. */
export function ReportRates(props: ReadableRun) {
  const { t } = useTranslation()
  const text = useText()
  const { run, titled } = props
  if (titled.ruleset.pathwayRates.length === 0 || run.rates.all.length === 0) return null
  return (
    <section>
      <h2>{t('assessment.run.rates')}</h2>
      <RateTable
        titled={titled}
        groups={[...run.rates.all, ...run.rates.byPathway]}
        groupTitle={(group) => groupTitle(group, props, t)}
      />
      <h3>{t('assessment.run.definitions')}</h3>
      <dl className="report-definitions">
        {titled.ruleset.pathwayRates.map(({ id, title, definition }) => (
          <div key={id}>
            <dt>{text(title)}</dt>
            <dd>{text(definition)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
