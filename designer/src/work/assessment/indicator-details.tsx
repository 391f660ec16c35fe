import { formatValue } from '@jieli/engine'
import type { IndicatorResult } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readContributingCases } from '../../api/runs.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { ContributingCaseTable } from './contributing-case-table.tsx'
import type { ReadableRun } from './use-assessment-run.ts'

/** How an indicator was worked out: its figures and where they come from, line by line, and the contributing cases. */
export function IndicatorDetails(
  props: ReadableRun & { readonly unit: string | null; readonly result: IndicatorResult },
) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { run, titled, unit, result } = props
  const { titles } = titled
  const [contributing, setContributing] = useState<string>()
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
                      aria-expanded={contributing === id}
                      aria-label={t(
                        contributing === id
                          ? 'assessment.card.foldCasesOf'
                          : 'assessment.card.showCasesOf',
                        { fact: titles.fact(id) },
                      )}
                      onClick={() => setContributing(contributing === id ? undefined : id)}
                    >
                      {t(
                        contributing === id ? 'assessment.card.fold' : 'assessment.card.showCases',
                      )}
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
      {contributing !== undefined && (
        <ContributingCaseTable
          key={contributing}
          titled={titled}
          measure={contributing}
          source={{
            key: [run.id, contributing, unit],
            read: (page) =>
              readContributingCases(run.id, {
                measure: contributing,
                unit: unit ?? undefined,
                ...page,
              }),
          }}
        />
      )}
    </div>
  )
}
