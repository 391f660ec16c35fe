import { formatValue } from '@jieli/engine'
import type { IndicatorResult } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readContributingCases } from '../../api/runs.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { CasesBehind } from './cases-behind.tsx'
import type { ReadableRun } from './use-run.ts'

/** How an indicator was worked out: its figures and where they come from, line by line, and the cases behind them. */
export function IndicatorDetails(
  props: ReadableRun & { readonly unit: string | null; readonly result: IndicatorResult },
) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { run, titled, unit, result } = props
  const { titles } = titled
  const [behind, setBehind] = useState<string>()
  const measures = new Set(titled.ruleset.measures.map(({ id }) => id))
  return (
    <div className="details-body">
      <h3>{t('assessment.card.steps')}</h3>
      <ol className="steps">
        {result.steps.map((step) => (
          <li key={step.zh}>{text(step)}</li>
        ))}
      </ol>
      <h3>{t('assessment.card.figures')}</h3>
      <table className="entry-table">
        <thead>
          <tr>
            <th scope="col">{t('assessment.entry.fact')}</th>
            <th scope="col">{t('assessment.card.value')}</th>
            <th scope="col">{t('assessment.card.source')}</th>
            <th scope="col">{t('assessment.card.completenessTitle')}</th>
            <th scope="col">{t('assessment.card.cases')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(result.figures).map(([id, figure]) => {
            const fact = titles.factOf(id)
            return (
              <tr key={id}>
                <th scope="row">{titles.fact(id)}</th>
                <td>
                  {figure === null
                    ? t('assessment.entry.missing')
                    : fact === undefined
                      ? JSON.stringify(figure.value)
                      : formatValue(fact, figure.value, language)}
                </td>
                <td>{figure === null ? '–' : t(`assessment.sources.${figure.source}`)}</td>
                <td>
                  {figure?.completeness === undefined
                    ? '–'
                    : t('assessment.card.completeness', { ...figure.completeness })}
                </td>
                <td>
                  {figure?.source === 'cases' && measures.has(id) ? (
                    <Button
                      size="small"
                      aria-expanded={behind === id}
                      aria-label={t(
                        behind === id
                          ? 'assessment.card.foldCasesOf'
                          : 'assessment.card.showCasesOf',
                        { fact: titles.fact(id) },
                      )}
                      onClick={() => setBehind(behind === id ? undefined : id)}
                    >
                      {t(behind === id ? 'assessment.card.fold' : 'assessment.card.showCases')}
                    </Button>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {behind !== undefined && (
        <CasesBehind
          key={behind}
          titled={titled}
          measure={behind}
          source={{
            key: [run.id, behind, unit],
            read: (page) =>
              readContributingCases(run.id, { measure: behind, unit: unit ?? undefined, ...page }),
          }}
        />
      )}
    </div>
  )
}
