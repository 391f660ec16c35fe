import type { RunRates } from '@jieli/server/contracts'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupTitle } from './group-title.ts'
import { RateDefinitions } from './rate-definitions.tsx'
import { RateTable } from './rate-table.tsx'
import type { ReadableRun } from './use-assessment-run.ts'

const groupings = ['all', 'byPathway', 'byDepartment', 'byUnit'] as const

/** The clinical-pathway rates of the period, each with what it divides by what. */
export function RatesPanel(props: ReadableRun) {
  const { t } = useTranslation()
  const { run, titled } = props
  const [by, setBy] = useState<keyof RunRates>('all')
  const groups = run.rates[by]
  if (titled.ruleset.pathwayRates.length === 0) return null
  return (
    <section className="panel run-section" aria-labelledby="rates">
      <h2 id="rates">{t('assessment.run.rates')}</h2>
      <p className="quiet">{t('assessment.run.ratesHint')}</p>
      <Segmented<keyof RunRates>
        aria-label={t('assessment.run.ratesBy')}
        value={by}
        options={groupings.map((one) => ({ value: one, label: t(`assessment.run.groups.${one}`) }))}
        onChange={setBy}
      />
      {groups.length === 0 ? (
        <p className="quiet">{t('assessment.run.noRates')}</p>
      ) : (
        <RateTable
          titled={titled}
          groups={groups}
          groupTitle={(group) => groupTitle(group, props, t)}
        />
      )}
      <RateDefinitions titled={titled} />
    </section>
  )
}
