import type { AuditProblem, Verification } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** What is not as it was written: what, why it matters, what to do. */
export function ProblemList(props: {
  readonly problems: readonly AuditProblem[]
  /** How many there are in all, where only the first of a kind are listed. */
  readonly count: number
}) {
  const { t } = useTranslation()
  const text = useText()
  const { problems, count } = props
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('auditLog.problems.what')}</th>
            <th scope="col">{t('auditLog.problems.why')}</th>
            <th scope="col">{t('auditLog.problems.advice')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ code, severity, where, message, why, advice }) => (
            <tr key={`${code} ${where}`}>
              <th scope="row">
                <Tag tone={severity === 'error' ? 'red' : 'amber'}>
                  {t(`problems.severity.${severity}`)}
                </Tag>{' '}
                {text(message)}
              </th>
              <td>{text(why)}</td>
              <td>{text(advice)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > problems.length && (
        <p className="quiet">
          {t('auditLog.problems.further', { count: count - problems.length })}
        </p>
      )}
    </>
  )
}

/** From where a person was erased, or a case archived, as the log says: no problem. Nothing where there is none. */
export function ErasedList({ verified }: { readonly verified: Verification }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { erased, erasedCount } = verified
  if (erasedCount === 0) return null
  return (
    <details>
      <summary>{t('auditLog.erased.title', { count: erasedCount })}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            {['where', 'at', 'ground', 'by', 'confirmedBy', 'file'].map((name) => (
              <th key={name} scope="col">
                {t(`auditLog.erased.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {erased.map(({ where, at, ground, by, confirmedBy, file }) => (
            <tr key={where}>
              <th scope="row" className="code">
                {where}
              </th>
              <td>{moment(at)}</td>
              <td>{ground}</td>
              <td>{by}</td>
              <td>{confirmedBy}</td>
              <td className="code">{file ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {erasedCount > erased.length && (
        <p className="quiet">
          {t('auditLog.erased.further', { count: erasedCount - erased.length })}
        </p>
      )}
    </details>
  )
}
