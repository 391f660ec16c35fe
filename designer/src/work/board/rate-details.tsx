import { formatRatio, type RateResult } from '@jieli/engine'
import type { BoardGroup, BoardRate } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBoardCases } from '../../api/board.ts'
import { ContributingCaseTable } from '../assessment/contributing-case-table.tsx'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { writtenRate } from '../assessment/format-result.ts'
import type { TitledRuleset } from '../assessment/use-titles.ts'
import { Charted } from '../../kit/charts/charted.tsx'
import { palette } from '../../kit/charts/palette.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { DistanceLabel } from './distance-label.tsx'

/** One rate of one group: how far the line is, the trend against it, the episodes that contribute to its numbers. */
export function RateDetails(props: {
  readonly ruleset: string
  readonly period: string
  readonly titled: TitledRuleset
  readonly group: BoardGroup
  readonly rate: BoardRate
  readonly name: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const periodLabel = usePeriodLabel()
  const { ruleset, period, titled, group, rate, name } = props
  const [measure, setMeasure] = useState<string>()
  const result = group.rates.find(({ id }) => id === rate.id)
  const months = useMemo(
    () =>
      group.trend.map(({ period: month, rates }) => ({
        month,
        result: rates.find(({ id }) => id === rate.id),
      })),
    [group.trend, rate.id],
  )
  const title = t('board.trendOf', { group: name, rate: text(rate.title) })
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${String(value)}%` },
      xAxis: { type: 'category', data: months.map(({ month }) => month) },
      yAxis: {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { formatter: '{value}%' },
        splitLine: { lineStyle: { color: palette.grid } },
      },
      series: [
        {
          name: text(rate.title),
          type: 'line',
          symbolSize: 7,
          itemStyle: { color: palette.series[0] },
          data: months.map(({ result }) => share(result)),
        },
        {
          name: t('board.standard'),
          type: 'line',
          step: 'middle',
          symbol: 'none',
          lineStyle: { type: 'dashed', color: palette.line },
          itemStyle: { color: palette.line },
          data: months.map(({ result }) =>
            result?.threshold === null || result?.threshold === undefined
              ? null
              : (result.threshold.numerator * 100) / result.threshold.denominator,
          ),
        },
      ].filter((series) => series.data.some((value) => value !== null)),
    }),
    [months, rate.title, text, t],
  )
  const by = Object.fromEntries(
    Object.entries(group.by).flatMap(([fact, value]) =>
      value === null || fact === 'unit' ? [] : [[fact, value]],
    ),
  )
  const unit = group.by['unit'] ?? undefined
  const unknown = Object.values(group.by).includes(null)
  return (
    <section className="panel run-section" aria-labelledby="rate-details">
      <h2 id="rate-details">{title}</h2>
      <p>{text(rate.definition)}</p>
      {result !== undefined && (
        <p className="board-rate">
          <strong>{writtenRate(result) ?? t('assessment.run.verdicts.notAssessable')}</strong>{' '}
          <DistanceLabel
            result={result}
            direction={rate.direction}
            numerator={titled.titles.fact(rate.numerator)}
          />
        </p>
      )}
      <Charted
        title={title}
        definition={t('board.byMonth')}
        option={option}
        height={260}
        data={{
          columns: [
            t('assessment.period'),
            titled.titles.fact(rate.numerator),
            titled.titles.fact(rate.denominator),
            text(rate.title),
            t('board.standard'),
            t('assessment.card.verdict'),
          ],
          rows: months.map(({ month, result }) => [
            periodLabel(month),
            String(result?.numerator ?? '–'),
            String(result?.denominator ?? '–'),
            (result && writtenRate(result)) ?? t('assessment.run.verdicts.notAssessable'),
            result?.threshold === null || result?.threshold === undefined
              ? '–'
              : formatRatio(result.threshold),
            t(`assessment.run.verdicts.${result?.verdict ?? 'notAssessable'}`),
          ]),
        }}
      />
      {!unknown && (
        <div className="close-tools">
          {[rate.numerator, rate.denominator].map((one) => (
            <Button
              key={one}
              aria-expanded={measure === one}
              onClick={() => setMeasure(measure === one ? undefined : one)}
            >
              {t('assessment.card.showCasesOf', { fact: titled.titles.fact(one) })}
            </Button>
          ))}
        </div>
      )}
      {measure !== undefined && (
        <ContributingCaseTable
          key={measure}
          titled={titled}
          measure={measure}
          source={{
            key: ['board', ruleset, period, measure, group.by],
            read: (page) => readBoardCases(ruleset, { measure, period, unit, by, ...page }),
          }}
        />
      )}
    </section>
  )
}

/** In per cent, for drawing alone. Pure. */
function share(result: RateResult | undefined): number | null {
  if (result === undefined || result.numerator === null || result.denominator === null) return null
  if (result.denominator <= 0) return null
  return Math.round((result.numerator * 10_000) / result.denominator) / 100
}
