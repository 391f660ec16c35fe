import {
  retentionKinds,
  type RetentionDue,
  type RetentionReading,
  type RetentionRules,
} from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { confirmRetention, dropRetention, readRetention } from '../../api/retention.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ProposalButtons } from './proposal-buttons.tsx'
import { RulesForm } from './rules-form.tsx'

/** For how long a county keeps what, how much is past its time, and what is proposed. */
export function RulesPanel({ county }: { readonly county: string }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const reading = useQuery({
    queryKey: ['retention', county],
    queryFn: async () => await readRetention(county),
  })
  const { data } = reading
  return (
    <section className="retention-list">
      <h2>{t('retention.rules')}</h2>
      <p className="quiet">{t('retention.rulesHint')}</p>
      <FailureNotice error={reading.error} />
      {data !== undefined && (
        <>
          {data.confirmed === null ? (
            <p>{t('retention.noRules')}</p>
          ) : (
            <>
              <RuleTable rules={data.rules} due={data.due} />
              <p className="quiet">
                {t('retention.rulesBy', {
                  by: data.confirmed.proposedBy,
                  confirmedBy: data.confirmed.confirmedBy,
                  at: moment(data.confirmed.confirmedAt),
                  reason: data.confirmed.reason,
                })}
              </p>
            </>
          )}
          {data.archive === null ? (
            <p className="quiet">{t('retention.noArchive')}</p>
          ) : (
            <p className="quiet">{t('retention.archive', { folder: data.archive })}</p>
          )}
          {data.proposal === null ? (
            <RulesForm county={county} rules={data.rules} />
          ) : (
            <RulesProposal county={county} proposal={data.proposal} />
          )}
        </>
      )}
    </section>
  )
}

function RuleTable(props: { readonly rules: RetentionRules; readonly due: RetentionDue }) {
  const { t } = useTranslation()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('retention.what')}</th>
          <th scope="col">{t('retention.days')}</th>
          <th scope="col">{t('retention.source')}</th>
          <th scope="col">{t('retention.due')}</th>
        </tr>
      </thead>
      <tbody>
        {retentionKinds.map((kind) => {
          const rule = props.rules[kind]
          return (
            <tr key={kind}>
              <td>{t(`retention.kinds.${kind}`)}</td>
              <td>{rule === null ? t('retention.forever') : rule.days}</td>
              <td>{rule?.source ?? '–'}</td>
              <td>{rule === null ? '–' : dueWords(props.due[kind])}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** It is counted up to a thousand. */
function dueWords(due: number): string {
  return due >= 1000 ? '≥ 1000' : String(due)
}

function RulesProposal(props: {
  readonly county: string
  readonly proposal: NonNullable<RetentionReading['proposal']>
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const queries = useQueryClient()
  const { county, proposal } = props
  const { id, rules, due, by, at, reason, own } = proposal
  const again = async () => await queries.invalidateQueries({ queryKey: ['retention', county] })
  const confirming = useMutation({
    mutationFn: async () => await confirmRetention(county, id),
    onSuccess: again,
  })
  const dropping = useMutation({
    mutationFn: async () => await dropRetention(county, id),
    onSuccess: again,
  })
  return (
    <article className="panel retention-item">
      <p>{t('retention.rulesProposed', { by, at: moment(at), reason })}</p>
      <RuleTable rules={rules} due={due} />
      <ProposalButtons
        own={own}
        confirm={t('retention.confirmRules')}
        sure={t('retention.rulesSure')}
        confirming={confirming}
        dropping={dropping}
      />
      <FailureNotice error={confirming.error ?? dropping.error} />
    </article>
  )
}
