import { type Case, may } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readRuleset } from '../../api/rulesets.ts'
import { useSession } from '../../api/use-session.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Says that the version a case goes by is suspended, and why; those who may are led to where it can be moved. */
export function CaseSuspended(props: { readonly document: Case }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const session = useSession()
  const { ruleset, version, county, versionSuspended } = props.document
  const mayMove =
    versionSuspended !== undefined &&
    county !== null &&
    may({ grants: session.data?.grants ?? [] }, 'rulesets.publish', { county })
  const summary = useQuery({
    queryKey: ['ruleset', ruleset],
    queryFn: () => readRuleset(ruleset),
    enabled: mayMove,
  })
  if (versionSuspended === undefined) return null
  const { since, reason, rolledBack } = versionSuspended
  const inForce = summary.data?.inForce
  return (
    <Notice
      kind="warning"
      title={t(rolledBack ? 'suspension.caseRolledBack' : 'suspension.case', { version })}
      action={
        inForce !== undefined && (
          <Link
            to={`/rulesets/${encodeURIComponent(ruleset)}/migrate?to=${encodeURIComponent(inForce)}`}
          >
            {t('migration.title', { version: inForce })}
          </Link>
        )
      }
    >
      <p>{t('suspension.caseWhy', { since: moment(since), reason })}</p>
      {props.document.status === 'active' && <p>{t('suspension.caseGoesOn')}</p>}
    </Notice>
  )
}
