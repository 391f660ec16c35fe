import { currentSuspension, type RulesetSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { newerThanInForce } from './newer-than-in-force.ts'
import { Notice } from './notice.tsx'
import { versionsAddress } from './versions-address.ts'

/**
 * Says of a ruleset which version does not apply and which does in its place, and what waits for a second person. Nothing
 * where a later version has been put in force since.
 */
export function SuspensionNotice(props: {
  readonly summary: RulesetSummary
  /** Whether it stands where the draft is edited. */
  readonly editing?: boolean
}) {
  const { t } = useTranslation()
  const { id, versions, inForce } = props.summary
  return (
    <>
      {newerThanInForce(props.summary).map((each, index) => {
        const current = currentSuspension(each)
        if (current === undefined) return null
        const { version } = each
        const key = inForce === undefined ? 'noticeNone' : noticeOf(current)
        return (
          <Notice
            key={version}
            kind="warning"
            title={t(`suspension.${key}`, { version, inForce })}
            action={<Link to={versionsAddress(id)}>{t('suspension.toVersions')}</Link>}
          >
            <p>{(current.rolledBack ?? current.suspended).reason}</p>
            {props.editing === true && index === 0 && (
              <p>{t('suspension.draftBasis', { version })}</p>
            )}
          </Notice>
        )
      })}
      {versions.map(
        ({ version, proposal }) =>
          proposal !== undefined && (
            <Notice
              key={proposal.id}
              kind="info"
              title={t(`suspension.noticeProposal.${proposal.action}`, {
                version,
                by: proposal.by,
              })}
              action={<Link to={versionsAddress(id)}>{t('suspension.toVersions')}</Link>}
            >
              <p>{proposal.reason}</p>
            </Notice>
          ),
      )}
    </>
  )
}

function noticeOf({ rolledBack }: { readonly rolledBack?: object | undefined }): string {
  return rolledBack === undefined ? 'notice' : 'noticeRolledBack'
}
