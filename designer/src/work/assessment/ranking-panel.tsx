import { fractionOfExact, type Text } from '@jieli/engine'
import type { ScoreCard } from '@jieli/server/contracts'
import { Table } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Charted } from '../../kit/charts/charted.tsx'
import { palette } from '../../kit/charts/palette.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { AlertLabel } from './alert-label.tsx'
import { ConsequenceLabel } from './consequence-label.tsx'
import { rankedCards } from './ranked-cards.ts'
import { cardAddress, type ReadableRun } from './use-assessment-run.ts'

/** The units by rank: score, grade, gates that were failed, what follows. Those without a score come last, with the reason. */
export function RankingPanel(props: ReadableRun) {
  const { t } = useTranslation()
  const { run, titled } = props
  const { titles } = titled
  const { community } = run.result
  const cards = useMemo(() => rankedCards(run.result.cards), [run.result.cards])
  return (
    <section className="panel run-section" aria-labelledby="ranking">
      <h2 id="ranking">{t('assessment.run.ranking')}</h2>
      <p className="quiet">{t('assessment.run.rankingHint')}</p>
      {community !== null && community.indicators.length > 0 && (
        <p>
          <Link to={cardAddress(run, null)}>{t('assessment.community')}</Link>{' '}
          {community.scoreShown !== null &&
            t('assessment.run.points', { points: community.scoreShown })}{' '}
          {titles.grade(community.grade)}
        </p>
      )}
      {cards.length > 0 && (
        <Table<ScoreCard>
          rowKey={({ unit }) => unit?.id ?? ''}
          size="small"
          dataSource={cards}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              key: 'rank',
              title: t('assessment.run.rank'),
              align: 'right',
              render: (_, { rank }) => rank ?? '–',
            },
            {
              key: 'unit',
              title: t('assessment.run.unit'),
              render: (_, { unit }) => (
                <Link to={cardAddress(run, unit?.id ?? null)}>{unit?.title}</Link>
              ),
            },
            {
              key: 'score',
              title: t('assessment.run.score'),
              align: 'right',
              render: (_, card) => <Score card={card} {...props} />,
            },
            {
              key: 'grade',
              title: t('assessment.run.grade'),
              render: (_, { grade, gradeBeforeCap }) => (
                <>
                  {titles.grade(grade) ?? '–'}
                  {gradeBeforeCap !== null && gradeBeforeCap !== grade && (
                    <div className="quiet">
                      {t('assessment.run.capped', { grade: titles.grade(gradeBeforeCap) })}
                    </div>
                  )}
                </>
              ),
            },
            {
              key: 'gates',
              title: t('assessment.run.gates'),
              render: (_, { failedGates }) =>
                failedGates.length === 0
                  ? '–'
                  : failedGates.map((gate) => (
                      <Tag key={gate} tone="red">
                        {titles.group(gate)}
                      </Tag>
                    )),
            },
            {
              key: 'consequences',
              title: t('assessment.run.consequences'),
              render: (_, card) => <ConsequenceLabel card={card} titles={titles} />,
            },
            {
              key: 'alerts',
              title: t('assessment.run.alerts'),
              render: (_, card) => <AlertLabel card={card} titles={titles} />,
            },
          ]}
        />
      )}
      <ScoreChart {...props} cards={cards} />
    </section>
  )
}

/** A score, or what keeps it from being given. */
function Score({ card, titled }: ReadableRun & { readonly card: ScoreCard }) {
  const { t } = useTranslation()
  const text = useText()
  if (card.scoreShown !== null)
    return <strong>{t('assessment.run.points', { points: card.scoreShown })}</strong>
  const because = (need: string): Text | undefined =>
    card.indicators.find(({ indicator, needs }) => indicator === need && needs.length === 0)
      ?.because
  const missing = card.needs.filter((need) => because(need) === undefined)
  const list = missing
    .slice(0, 3)
    .map((need) => titled.titles.need(need))
    .join(t('assessment.listSeparator'))
  return (
    <span className="score-missing">
      <Tag tone="neutral">{t('assessment.run.notAssessable')}</Tag>
      {missing.length > 0 && (
        <span className="quiet">
          {missing.length > 3
            ? t('assessment.run.lacksMore', { count: missing.length, list })
            : t('assessment.run.lacks', { list })}
        </span>
      )}
      {card.needs.map((need) => {
        const reason = because(need)
        if (reason === undefined) return null
        return (
          <span key={need} className="quiet">
            {t('assessment.missing.unjudged', {
              indicator: titled.titles.need(need),
              because: text(reason),
            })}
          </span>
        )
      })}
    </span>
  )
}

function ScoreChart({ titled, cards }: ReadableRun & { readonly cards: ScoreCard[] }) {
  const { t } = useTranslation()
  const { titles } = titled
  const scored = useMemo(() => cards.filter(({ score }) => score !== null), [cards])
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', min: 0, max: 100, splitLine: { lineStyle: { color: palette.grid } } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: scored.map(({ unit }) => unit?.title ?? ''),
        axisTick: { show: false },
        axisLabel: { color: palette.ink },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          // A picture may round; the table has the number itself.
          data: scored.map((card) => ({
            value: approximately(card),
            label: { formatter: card.scoreShown ?? '' },
            itemStyle: {
              color: card.failedGates.length > 0 ? palette.bad : palette.series[0],
            },
          })),
          label: { show: true, position: 'right', color: palette.ink },
        },
      ],
    }),
    [scored],
  )
  if (scored.length < 2) return null
  return (
    <Charted
      title={t('assessment.run.chart')}
      definition={t('assessment.run.chartHint')}
      option={option}
      height={60 + scored.length * 26}
      data={{
        columns: [
          t('assessment.run.unit'),
          t('assessment.run.score'),
          t('assessment.run.grade'),
          t('assessment.run.gates'),
        ],
        rows: scored.map((card) => [
          card.unit?.title ?? '',
          card.scoreShown ?? '',
          titles.grade(card.grade) ?? '',
          card.failedGates.map((gate) => titles.group(gate)).join(t('assessment.listSeparator')),
        ]),
      }}
    />
  )
}

function approximately({ score }: ScoreCard): number {
  if (score === null) return 0
  const { n, d } = fractionOfExact(score)
  return Number((n * 10_000n) / d) / 10_000
}
