import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { listSettlements, startSettlement } from '../../api/settlements.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { useAssessed } from '../assessment/use-assessed.ts'
import { useAssessmentRights } from '../assessment/use-assessment-rights.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import './money.css'
import { SettlementTag } from './settlement-tag.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** The settlements of a county's period, and computing a new one. */
export function MoneyTab() {
  const { t } = useTranslation()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { ruleset, period } = useAssessed()
  const rights = useAssessmentRights(ruleset.county)
  const [reason, setReason] = useState('')
  const list = useQuery({
    queryKey: ['settlements', ruleset.id, period.text],
    queryFn: () => listSettlements(ruleset.id, period.text),
  })
  const computing = useMutation({
    mutationFn: () =>
      startSettlement(ruleset.id, {
        period: period.text,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      }),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: ['settlements', ruleset.id] })
      void navigate(`/settlements/${encodeURIComponent(made.id)}`)
    },
  })
  const items = list.data?.items ?? []
  const final = items.find(({ status }) => status === 'final')
  const failure = list.error ?? computing.error
  return (
    <section className="panel money-section" aria-label={t('money.title')}>
      <h2>{t('money.of', { period: periodLabel(period.text) })}</h2>
      <p className="quiet">{t('money.hint')}</p>
      <FailureNotice error={failure} />
      {rights.write && (
        <div className="money-compute">
          {final !== undefined && (
            <Input
              aria-label={t('money.reason')}
              placeholder={t('money.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <Button
            type="primary"
            loading={computing.isPending}
            disabled={final !== undefined && reason.trim() === ''}
            onClick={() => computing.mutate()}
          >
            {t(items.length === 0 ? 'money.compute' : 'money.computeAgain')}
          </Button>
        </div>
      )}
      {list.isPending && <Waiting />}
      {list.data !== undefined && items.length === 0 && <p className="quiet">{t('money.none')}</p>}
      <ul className="settlements">
        {items.map((item) => (
          <li key={item.id}>
            <Link to={`/settlements/${encodeURIComponent(item.id)}`}>
              {t('money.computedAt', { at: moment(item.history[0]?.at ?? item.knownAt) })}
            </Link>
            <SettlementTag settlement={item} />
            <span className="quiet">
              {t(item.assessmentFinal ? 'money.onFinal' : 'money.onProvisional')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
