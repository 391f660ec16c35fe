import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ChangedGroups } from '../inherited/changed-groups.tsx'
import { addressOfIssue } from '../problems/issue-address.ts'
import type { Publication } from './use-publication.ts'

/** Inherited scenarios that come out otherwise and nobody has accepted; nothing where there is none. */
export function ChangedSection(props: {
  readonly publication: Publication
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { ruleset, changed } = props.publication
  const [first] = changed[0]?.scenarios ?? []
  if (first === undefined) return null
  return (
    <section className="publish-changed">
      <ChangedGroups groups={changed} onVisit={props.onClose} />
      <Link to={addressOfIssue(ruleset.manifest.id, '/scenarios/', 0)} onClick={props.onClose}>
        {t('inherited.goAccept')}
      </Link>
    </section>
  )
}
