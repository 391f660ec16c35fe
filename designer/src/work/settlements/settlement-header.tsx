import { PrinterOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { confirmSettlement, recomputeSettlement } from '../../api/settlements.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { SettlementTag } from './settlement-tag.tsx'
import type { ReadableSettlement } from './use-settlement.ts'

/** What was settled, by which rules and runs, its status, and what can be done with it. */
export function SettlementHeader({ settlement, rights }: ReadableSettlement) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const queryClient = useQueryClient()
  const { id, ruleset, period } = settlement
  const confirming = useMutation({
    mutationFn: () => confirmSettlement(settlement),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['settlement', id] }),
        queryClient.invalidateQueries({ queryKey: ['settlements', ruleset] }),
      ]),
  })
  const recomputing = useMutation({ mutationFn: () => recomputeSettlement(id) })
  const failure = confirming.error ?? recomputing.error
  const facts: readonly (readonly [string, string])[] = [
    ['money.asOf', settlement.result.asOf],
    ['money.knownAt', moment(settlement.knownAt)],
    ['money.version', settlement.version],
    ['money.by', settlement.history[0]?.by.title ?? ''],
  ]
  return (
    <header className="settlement-head">
      <Link
        className="no-print"
        to={`/assessment/${encodeURIComponent(ruleset)}/money?period=${period}`}
      >
        {t('money.back')}
      </Link>
      <h1 className="page-title">
        {text(settlement.title)} {t('money.of', { period: periodLabel(period) })}{' '}
        <SettlementTag settlement={settlement} />
      </h1>
      <dl className="facts-line">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('money.restsOn')}</dt>
          <dd>
            {settlement.runs.length === 0
              ? t('money.noFinalRun')
              : settlement.runs.map((run) => (
                  <Link key={run} to={`/runs/${encodeURIComponent(run)}`}>
                    {t('money.finalRun')}
                  </Link>
                ))}
          </dd>
        </div>
      </dl>
      <div className="money-tools no-print">
        {rights.finalise && settlement.status === 'provisional' && (
          <Popconfirm
            title={t('money.confirmAsk')}
            okText={t('money.confirm')}
            cancelText={t('assessment.cancel')}
            onConfirm={() => confirming.mutate()}
          >
            <Button type="primary" loading={confirming.isPending}>
              {t('money.confirm')}
            </Button>
          </Popconfirm>
        )}
        <Button loading={recomputing.isPending} onClick={() => recomputing.mutate()}>
          {t('money.recompute')}
        </Button>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('money.print')}
        </Button>
      </div>
      <FailureNotice error={failure} />
      {recomputing.data !== undefined && (
        <Notice
          kind={recomputing.data.same ? 'success' : 'error'}
          title={t(recomputing.data.same ? 'money.same' : 'money.notSame')}
        >
          <span className="code hash">{recomputing.data.resultHash}</span>
        </Notice>
      )}
    </header>
  )
}
