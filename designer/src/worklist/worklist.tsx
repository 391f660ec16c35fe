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
          <Entry key={`${entry.ruleset} ${entry.kind} ${parentOf(entry) ?? ''}`} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

const pages = {
  templateMoved: 'pull',
  overlayMoved: 'pull',
  parentWithdrawn: 'pull',
  parametersMissing: 'parameters',
  draftUnpublished: 'differences',
} as const

/** The template or overlay an entry is about. */
function parentOf(entry: WorkEntry): string | undefined {
  switch (entry.kind) {
    case 'templateMoved':
      return entry.template.id
    case 'overlayMoved':
      return entry.overlay.id
    case 'parentWithdrawn':
      return entry.parent.id
    case 'parametersMissing':
    case 'draftUnpublished':
      return undefined
  }
}

function addressOf(entry: WorkEntry): string {
  const parent = parentOf(entry)
  const page = `/rulesets/${encodeURIComponent(entry.ruleset)}/${pages[entry.kind]}`
  return parent === undefined ? page : `${page}?parent=${encodeURIComponent(parent)}`
}

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
      <Link to={addressOf(entry)}>{text(entry.title)}</Link>
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
      case 'overlayMoved':
        return (
          t('worklist.overlayMoved', {
            overlay: text(work.overlay.title),
            to: work.to,
            count: work.changes,
          }) + (work.conflicts > 0 ? t('worklist.conflicts', { count: work.conflicts }) : '')
        )
      case 'parentWithdrawn':
        return t('worklist.parentWithdrawn', {
          parent: text(work.parent.title),
          version: work.version,
          reason: work.reason,
        })
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
