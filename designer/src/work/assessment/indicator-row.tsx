import type { IndicatorResult } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { IndicatorDetails } from './indicator-details.tsx'
import { writtenTarget, writtenValue } from './format-result.ts'
import { communityPlace, type ReadableRun } from './use-assessment-run.ts'

const tones = {
  met: 'green',
  notMet: 'red',
  reported: 'neutral',
  notAssessable: 'neutral',
} as const

/** One indicator of a score card; opened, how it was computed and the contributing cases. */
export function IndicatorRow(
  props: ReadableRun & {
    readonly unit: string | null
    readonly result: IndicatorResult
    /** A gate is passed or not: it earns no points. */
    readonly unscored?: boolean
    readonly onObject: ((indicator: string) => void) | undefined
  },
) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { run, titled, unit, result, unscored = false, onObject } = props
  const { indicator, verdict, needs, pointsShown } = result
  const { hash } = useLocation()
  const pointed = hash === `#${indicator}`
  const [open, setOpen] = useState(pointed)
  useEffect(() => {
    if (pointed) document.getElementById(indicator)?.scrollIntoView({ block: 'center' })
  }, [pointed, indicator])
  const title = titled.titles.indicator(indicator)
  const definition = titled.titles.indicatorOf(indicator)?.definition
  const value = writtenValue(result, language)
  const incomplete = Object.values(result.figures).find(
    (figure) =>
      figure?.completeness !== undefined &&
      figure.completeness.determined < figure.completeness.all,
  )
  return (
    <>
      <tr id={indicator}>
        <th scope="row">
          {title}
          <div className="quiet">{text(definition)}</div>
        </th>
        <td className="number">
          {verdict === 'notAssessable' || value === undefined ? '–' : value}
          {incomplete?.completeness !== undefined && (
            <div className="quiet">
              {t('assessment.card.completeness', {
                determined: incomplete.completeness.determined,
                all: incomplete.completeness.all,
              })}
            </div>
          )}
        </td>
        <td className="number">{writtenTarget(result, language) ?? '–'}</td>
        <td>
          <Tag tone={tones[verdict]}>{t(`assessment.card.verdicts.${verdict}`)}</Tag>
          {verdict === 'notAssessable' && (
            <div className="quiet">
              {needs.length > 0
                ? t('assessment.run.lacks', {
                    list: needs
                      .map((need) => titled.titles.need(need))
                      .join(t('assessment.listSeparator')),
                  })
                : text(result.because)}
            </div>
          )}
        </td>
        <td className="number">
          {pointsShown === null || unscored
            ? '–'
            : t('assessment.run.points', { points: pointsShown })}
        </td>
        <td>
          <span className="row-tools">
            <Button
              size="small"
              aria-expanded={open}
              aria-label={t(open ? 'assessment.card.foldNamed' : 'assessment.card.explainNamed', {
                indicator: title,
              })}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'assessment.card.fold' : 'assessment.card.explain')}
            </Button>
            <Link
              className="quiet-link"
              to={`/assessment/${encodeURIComponent(run.ruleset)}/trends?${new URLSearchParams({
                period: run.period,
                indicator,
                unit: unit ?? communityPlace,
              }).toString()}`}
            >
              {t('assessment.card.trend')}
            </Link>
            {onObject !== undefined && (
              <Button
                size="small"
                aria-label={t('assessment.card.objectNamed', { indicator: title })}
                onClick={() => onObject(indicator)}
              >
                {t('assessment.card.object')}
              </Button>
            )}
          </span>
        </td>
      </tr>
      {open && (
        <tr className="indicator-details">
          <td colSpan={6}>
            <IndicatorDetails {...props} />
          </td>
        </tr>
      )}
    </>
  )
}
