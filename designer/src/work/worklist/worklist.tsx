import { may, type WorkEntry } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readWorklist } from '../../api/comparisons.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { useSession } from '../../api/use-session.ts'
import { useWorkDescription } from './use-work-description.ts'
import { workAddress, workKey } from './work-address.ts'
import './worklist.css'

/**
 * What waits for this person: newer templates, parameters to answer, drafts to publish, runs to look through, standards
 * that are missed, what a unit of theirs has to do by a day, procedures that wait for it, what others propose that
 * binds counties. Nothing when there is nothing.
 */
export function Worklist() {
  const { t } = useTranslation()
  const worklist = useQuery({ queryKey: ['worklist'], queryFn: readWorklist, retry: false })
  const items = worklist.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="panel worklist" aria-labelledby="worklist-title">
      <h2 id="worklist-title">{t('worklist.title')}</h2>
      <ul>
        {items.map((entry) => (
          <Entry key={workKey(entry)} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

function Entry(props: { readonly entry: WorkEntry }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const describe = useWorkDescription()
  const mayLook = may({ grants: useSession().data?.grants ?? [] }, 'audit.read')
  const { entry } = props
  return (
    <li>
      <Tag tone={entry.kind === 'draftUnpublished' ? 'neutral' : 'amber'}>
        {t(`worklist.kinds.${entry.kind}`)}
      </Tag>
      <Link to={workAddress(entry, mayLook)}>{text(entry.title)}</Link>
      <span>{describe(entry)}</span>
      <span className="spacer" />
      <time className="quiet" dateTime={entry.at}>
        {moment(entry.at)}
      </time>
    </li>
  )
}
