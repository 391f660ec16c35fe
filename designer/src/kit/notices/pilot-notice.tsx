import { pilotOutcome, type RulesetSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { newerThanInForce } from './newer-than-in-force.ts'
import { Notice } from './notice.tsx'
import { versionsAddress } from './versions-address.ts'

/** Says of a ruleset which version is on trial in which units, and until when somebody is to say what came of it. */
export function PilotNotice(props: {
  readonly summary: RulesetSummary
  /** Whether it stands where the draft is edited. */
  readonly editing?: boolean
}) {
  const { t } = useTranslation()
  const { id, inForce } = props.summary
  return newerThanInForce(props.summary).map((each, index) => {
    const { version, from, pilot, evaluations = [], suspensions = [] } = each
    if (pilot === undefined || suspensions.at(-1)?.rolledBack !== undefined) return null
    const outcome = pilotOutcome(each)
    const state = outcome?.decision ?? 'running'
    const day = outcome?.day ?? evaluations.at(-1)?.day ?? pilot.evaluateBy
    return (
      <Notice
        key={version}
        kind="info"
        title={t(`pilot.notice.${state}`, { version, from, day, inForce })}
        action={<Link to={versionsAddress(id)}>{t('pilot.toVersions')}</Link>}
      >
        <p>
          {t('pilot.in', {
            count: pilot.units.length,
            units: pilot.units.map(({ title }) => title).join(t('pilot.comma')),
          })}
        </p>
        {props.editing === true && index === 0 && <p>{t('pilot.draftBasis', { version })}</p>}
      </Notice>
    )
  })
}
