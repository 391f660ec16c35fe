import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readWorklist, type WorkEntry } from '../api/comparisons.ts'
import { useText } from '../i18n/use-language.ts'
import { useMoment } from '../i18n/use-moment.ts'
import { Mark } from '../shell/mark.tsx'
import './worklist.css'

/** What waits for this person: newer templates, parameters to answer, drafts to publish. Nothing when there is nothing. */
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
          <Entry key={`${entry.ruleset} ${entry.kind}`} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

const pages = {
  templateMoved: 'pull',
  parametersMissing: 'parameters',
  draftUnpublished: 'differences',
} as const

function Entry(props: { readonly entry: WorkEntry }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { entry } = props
  return (
    <li>
      <Mark tone={entry.kind === 'draftUnpublished' ? 'neutral' : 'amber'}>
        {t(`worklist.kinds.${entry.kind}`)}
      </Mark>
      <Link to={`/rulesets/${encodeURIComponent(entry.ruleset)}/${pages[entry.kind]}`}>
        {text(entry.title)}
      </Link>
      <span>{sentenceOf(entry)}</span>
      <span className="spacer" />
      <time className="quiet" dateTime={entry.at}>
        {moment(entry.at)}
      </time>
    </li>
  )

  function sentenceOf(work: WorkEntry): string {
    switch (work.kind) {
      case 'templateMoved':
        return (
          t('worklist.templateMoved', { to: work.to, count: work.changes }) +
          (work.conflicts > 0 ? t('worklist.conflicts', { count: work.conflicts }) : '')
        )
      case 'parametersMissing':
        return t('worklist.parametersMissing', {
          count: work.parameters.length,
          first: text(work.parameters[0]?.title ?? { zh: '', en: '' }),
        })
      case 'draftUnpublished':
        return t('worklist.draftUnpublished', { by: work.savedBy })
    }
  }
}
