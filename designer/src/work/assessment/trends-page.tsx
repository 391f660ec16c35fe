import { fractionOfExact, writtenNumber } from '@jieli/engine'
import type { IndicatorResult, TrendPoint } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { readTrends } from '../../api/board.ts'
import { readUnits } from '../../api/figures.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Charted } from '../../kit/charts/charted.tsx'
import { palette } from '../../kit/charts/palette.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import './run.css'
import { useAssessed } from './use-assessed.ts'
import { communityPlace } from './use-assessment-run.ts'
import { useTitledRuleset } from './use-titles.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** An indicator of a unit over the periods, against its target as it was then. */
export function TrendsPage() {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset, period, version } = useAssessed()
  const [address, setAddress] = useSearchParams()
  const titled = useTitledRuleset(ruleset.id, version, null)
  const units = useQuery({ queryKey: ['units', ruleset.id], queryFn: () => readUnits(ruleset.id) })
  const scheme = (titled.data?.ruleset.assessmentSchemes ?? []).find(
    (one) => one.period === period.type,
  )
  const indicators = titled.data?.ruleset.indicators ?? []
  const first = titled.data?.ruleset.assessmentGroups.find(({ id }) => id === scheme?.groups[0])
  const indicator = address.get('indicator') ?? first?.indicators[0] ?? indicators[0]?.id
  const usualUnit = scheme?.assesses === 'units' ? units.data?.units[0]?.id : undefined
  const place = address.get('unit') ?? usualUnit ?? communityPlace
  const unit = place === communityPlace ? undefined : place
  const trend = useQuery({
    queryKey: ['trends', ruleset.id, indicator, unit, period.text],
    queryFn: () => readTrends(ruleset.id, { indicator: indicator ?? '', unit, until: period.text }),
    enabled: indicator !== undefined && units.data !== undefined,
  })
  const change = (name: string, value: string): void => {
    address.set(name, value)
    setAddress(address)
  }
  const failure = titled.error ?? units.error ?? trend.error
  const chosen = indicators.find(({ id }) => id === indicator)
  return (
    <section className="panel run-section" aria-labelledby="trends-title">
      <h2 id="trends-title">{t('trends.title')}</h2>
      <p className="quiet">{t('trends.hint')}</p>
      <div className="close-tools">
        <Select
          className="entry-unit"
          aria-label={t('trends.indicator')}
          showSearch={{ optionFilterProp: 'label' }}
          value={indicator ?? null}
          options={indicators.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(next) => change('indicator', next ?? '')}
        />
        <Select
          className="entry-unit"
          aria-label={t('trends.unit')}
          showSearch={{ optionFilterProp: 'label' }}
          value={place}
          options={[
            { value: communityPlace, label: t('assessment.community') },
            ...(units.data?.units ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(next) => change('unit', next)}
        />
      </div>
      <FailureNotice error={failure} />
      {failure === null && (trend.data === undefined || chosen === undefined) && <Waiting />}
      {trend.data !== undefined && chosen !== undefined && (
        <TrendChart
          title={text(chosen.title)}
          definition={text(chosen.definition)}
          unit={chosen.unit}
          points={trend.data.points}
        />
      )}
    </section>
  )
}

function TrendChart(props: {
  readonly title: string
  readonly definition: string
  readonly unit: IndicatorResult['unit']
  readonly points: readonly TrendPoint[]
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const periodLabel = usePeriodLabel()
  const { title, definition, unit, points } = props
  const written = (value: TrendPoint['value']): string | undefined =>
    value === null || unit === 'text'
      ? undefined
      : writtenNumber(unit, fractionOfExact(value), language)
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: points.map(({ period }) => period) },
      yAxis: {
        type: 'value',
        scale: true,
        boundaryGap: ['12%', '12%'],
        splitLine: { lineStyle: { color: palette.grid } },
      },
      series: [
        {
          name: title,
          type: 'line',
          symbolSize: 8,
          itemStyle: { color: palette.series[0] },
          data: points.map(({ shown }) => (shown === null ? null : Number(shown))),
        },
        {
          name: t('assessment.card.target'),
          type: 'line',
          step: 'middle',
          symbol: 'none',
          lineStyle: { type: 'dashed', color: palette.line },
          itemStyle: { color: palette.line },
          data: points.map(({ targetShown }) =>
            targetShown === null ? null : Number(targetShown),
          ),
        },
      ].filter((series) => series.data.some((value) => value !== null)),
    }),
    [points, title, t],
  )
  if (points.length === 0) return <p className="quiet">{t('trends.none')}</p>
  return (
    <>
      <Charted
        title={title}
        definition={`${definition} ${t(`trends.units.${unit}`)}`}
        option={option}
        open
        data={{
          columns: [
            t('assessment.period'),
            t('assessment.card.value'),
            t('assessment.card.target'),
            t('assessment.card.verdict'),
            t('assessment.card.points'),
            t('assessment.run.status'),
          ],
          rows: points.map((point) => [
            periodLabel(point.period),
            point.verdict === 'notAssessable' ? '–' : (written(point.value) ?? '–'),
            written(point.target) ?? '–',
            t(`assessment.card.verdicts.${point.verdict}`),
            point.pointsShown ?? '–',
            t(`assessment.run.statuses.${point.status}`),
          ]),
        }}
      />
      <p className="trend-runs">
        {t('trends.runs')}{' '}
        {points.map(({ run, period }) => (
          <Link key={run} to={`/runs/${encodeURIComponent(run)}`}>
            {periodLabel(period)}
          </Link>
        ))}
      </p>
    </>
  )
}
