import type { NeededProcedure } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import type { Publication } from './use-publication.ts'

/** The procedures the draft has to go through, and how each stands to what it says now; that there are none, else. */
export function ApprovalsSection(props: { readonly publication: Publication }) {
  const { t } = useTranslation()
  const { approvals, approvalsFailure } = props.publication
  if (approvals === undefined) return <FailureNotice error={approvalsFailure} />
  const missing = approvals.procedures.filter(({ standing }) => standing !== 'inForce')
  return (
    <section aria-label={t('approvals.needed')}>
      {approvals.procedures.length === 0 ? (
        <p className="quiet">{t('approvals.noneNeeded')}</p>
      ) : (
        <Notice
          kind={missing.length === 0 ? 'success' : 'warning'}
          title={
            missing.length === 0
              ? t('approvals.allGiven')
              : t('approvals.missingProcedures', { count: missing.length })
          }
        />
      )}
      {approvals.procedures.map((procedure) => (
        <Needed key={`${procedure.ruleset} ${procedure.pathway}`} procedure={procedure} />
      ))}
    </section>
  )
}

const tones = { inForce: 'green', underWay: 'blue', otherContent: 'red', none: 'amber' } as const

function Needed(props: { readonly procedure: NeededProcedure }) {
  const { t } = useTranslation()
  const text = useText()
  const { title, standing, offices, changed, case: id } = props.procedure
  const listed = (titles: readonly string[]) => titles.join(t('approvals.separator'))
  return (
    <div className="needed-procedure">
      <strong>{text(title)}</strong>{' '}
      <Tag tone={tones[standing]}>{t(`approvals.standing.${standing}`)}</Tag>
      <p className="quiet">
        {t('approvals.becauseOf', { items: listed(changed.map((each) => text(each.title))) })}
        {t('approvals.byOffices', { offices: listed(offices.map((each) => text(each.title))) })}
      </p>
      <Link to={id === undefined ? '/procedures' : `/cases/${id}`}>
        {t(id === undefined ? 'approvals.goBegin' : 'approvals.goCase')}
      </Link>
    </div>
  )
}
