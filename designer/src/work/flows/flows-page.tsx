import type { FlowChart, FlowNode, Flows } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readFlows } from '../../api/board.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import '../assessment/run.css'
import { useAssessed } from '../assessment/use-assessed.ts'
import { type TitledRuleset, useTitledRuleset } from '../assessment/use-titles.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Charted } from '../../kit/charts/charted.tsx'
import { LeftOutNotice } from '../../kit/notices/damaged-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { flowOption } from './flow-option.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Where the referrals of a period went: between tiers, or between units. */
export function FlowsPage() {
  const { ruleset, period, version } = useAssessed()
  const flows = useQuery({
    queryKey: ['flows', ruleset.id, period.text],
    queryFn: () => readFlows(ruleset.id, period.text),
  })
  const titled = useTitledRuleset(ruleset.id, version, null)
  const failure = flows.error ?? titled.error
  if (failure !== null) return <FailureNotice error={failure} />
  if (flows.data === undefined || titled.data === undefined) return <Waiting />
  return <FlowView flows={flows.data} titled={titled.data} />
}

function FlowView(props: { readonly flows: Flows; readonly titled: TitledRuleset }) {
  const { t } = useTranslation()
  const periodLabel = usePeriodLabel()
  const { flows, titled } = props
  const [between, setBetween] = useState<'tiers' | 'units'>('tiers')
  const chart: FlowChart = flows[between]
  const names = useMemo(() => {
    const nameOf = ({ title, tier }: FlowNode): string => {
      if (between === 'units') return title
      return tier === null ? t('flow.tierUnknown') : titled.titles.code('unit.tier', tier)
    }
    return new Map(chart.nodes.map((node) => [node.id, nameOf(node)]))
  }, [chart.nodes, between, titled, t])
  const directionName = (direction: string | null): string =>
    direction === null
      ? t('assessment.run.unknownGroup')
      : titled.titles.code('referral.direction', direction)
  const option = useMemo(() => flowOption(chart, (id) => names.get(id) ?? id), [chart, names])
  const ordered = chart.links.toSorted((a, b) => b.count - a.count)
  return (
    <section className="panel run-section" aria-labelledby="flows-title">
      <h2 id="flows-title">{t('flow.title', { period: periodLabel(flows.period) })}</h2>
      <p className="quiet">{t('flow.hint', { count: flows.total })}</p>
      <LeftOutNotice leftOut={flows.leftOut} />
      {flows.unplaced > 0 && (
        <Notice kind="warning" title={t('flow.unplaced', { count: flows.unplaced })} />
      )}
      <Segmented<'tiers' | 'units'>
        aria-label={t('flow.between')}
        value={between}
        options={[
          { value: 'tiers', label: t('flow.betweenTiers') },
          { value: 'units', label: t('flow.betweenUnits') },
        ]}
        onChange={setBetween}
      />
      {chart.links.length === 0 ? (
        <p className="quiet">{t('flow.none')}</p>
      ) : (
        <Charted
          title={t('flow.title', { period: periodLabel(flows.period) })}
          definition={t('flow.reading')}
          option={option}
          height={Math.max(260, 26 * chart.nodes.length + 80)}
          open
          data={{
            columns: [
              t('flow.from'),
              t('flow.to'),
              t('flow.direction'),
              t('flow.count'),
              t('flow.share'),
            ],
            rows: ordered.map(({ from, to, direction, count }) => [
              names.get(from) ?? from,
              names.get(to) ?? to,
              directionName(direction),
              String(count),
              `${Math.round((count * 1000) / flows.total) / 10}%`,
            ]),
          }}
        />
      )}
    </section>
  )
}
