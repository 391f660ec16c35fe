import { type AuditEntry, may, shortId } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { listRulesets } from '../../api/rulesets.ts'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { subjectOf } from './entry-subject.ts'

/** What something was done to, by the name it goes by; a way there for whoever may go. */
export function EntryTarget({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation()
  const subject = subjectOf(entry)
  const named = useNamed(entry)
  return (
    <>
      {subject !== 'other' && <span className="quiet">{t(`auditLog.subjects.${subject}`)} </span>}
      {named}
    </>
  )
}

function useNamed(entry: AuditEntry): ReactNode {
  const { t } = useTranslation()
  const text = useText()
  const holder = { grants: useSession().data?.grants ?? [] }
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const { target, county = '' } = entry
  const code = <span className="code">{target}</span>
  const place = { county }
  const titleOf = (id: string) => {
    const found = rulesets.data?.items.find((each) => each.id === id)
    return found === undefined ? <span className="code">{id}</span> : text(found.title)
  }
  const short = (permission: 'cases.read' | 'assessment.read', address: string) => {
    const name = <span className="code">{shortId(target)}</span>
    return may(holder, permission, place) ? (
      <Link to={`${address}${encodeURIComponent(target)}`}>{name}</Link>
    ) : (
      name
    )
  }
  switch (subjectOf(entry)) {
    case 'case': {
      const { step } = entry
      return (
        <>
          {short('cases.read', '/cases/')}
          {step !== undefined && ` ${t('auditLog.step', { number: step.seq })}`}
        </>
      )
    }
    case 'run':
      return short('assessment.read', '/runs/')
    case 'settlement':
      return short('assessment.read', '/settlements/')
    case 'ruleset':
      return (
        <>
          {titleOf(target)} {versionIn(entry)}
        </>
      )
    case 'decision':
    case 'link': {
      const [ruleset = '', ...part] = target.split('/')
      return (
        <>
          {titleOf(ruleset)} <span className="code">{part.join('/')}</span>
        </>
      )
    }
    case 'account':
      // A name that is no account's is not kept: somebody may have typed a password there.
      return target === '?' ? t('auditLog.noAccount') : code
    case 'search':
      return target === '*' ? t('auditLog.anything') : code
    case 'job':
    case 'hold':
    case 'erasure':
      return <span className="code">{shortId(target)}</span>
    default:
      return titled(entry, text) ?? code
  }
}

/** The version that an entry on a ruleset is about, where it is about one. */
function versionIn({ detail }: AuditEntry): ReactNode {
  const version = detail?.['version']
  return typeof version === 'string' ? <span className="code">{version}</span> : null
}

/** What the thing was called when it was done. */
function titled({ detail }: AuditEntry, text: ReturnType<typeof useText>): string | undefined {
  const title = detail?.['title'] ?? detail?.['description']
  if (typeof title === 'string' && title !== '') return title
  return isText(title) ? text(title) : undefined
}

function isText(value: unknown): value is { readonly zh: string; readonly en: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}
