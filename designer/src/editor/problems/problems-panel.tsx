import {
  CheckCircleFilled,
  CloseCircleFilled,
  DownOutlined,
  InfoCircleFilled,
  QuestionCircleFilled,
  UpOutlined,
  WarningFilled,
} from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { IssueList } from './issue-list.tsx'
import { useProblems } from './use-problems.ts'

/** The bar at the bottom that counts what is wrong, and the list it opens. */
export function ProblemsPanel(props: { readonly open: boolean; readonly onToggle: () => void }) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { issues, current } = useProblems()
  const count = (severity: string): number =>
    issues.filter((issue) => issue.severity === severity).length
  const errors = count('error')
  const open = count('acknowledge')
  const [warnings, notes] = [count('warning'), count('info')]
  return (
    <section className="problems" aria-label={t('problems.title')}>
      <button
        type="button"
        className="problems-bar"
        aria-expanded={props.open}
        onClick={props.onToggle}
      >
        <strong>{t('problems.title')}</strong>
        {issues.length === 0 && (
          <span className="problems-count tone-good">
            <CheckCircleFilled aria-hidden /> {t('problems.noneShort')}
          </span>
        )}
        {errors > 0 && (
          <span className="problems-count tone-error">
            <CloseCircleFilled aria-hidden /> {t('problems.errors', { count: errors })}
          </span>
        )}
        {open > 0 && (
          <span className="problems-count tone-warning">
            <QuestionCircleFilled aria-hidden /> {t('problems.toAcknowledge', { count: open })}
          </span>
        )}
        {warnings > 0 && (
          <span className="problems-count tone-warning">
            <WarningFilled aria-hidden /> {t('problems.warnings', { count: warnings })}
          </span>
        )}
        {notes > 0 && (
          <span className="problems-count tone-info">
            <InfoCircleFilled aria-hidden /> {t('problems.notes', { count: notes })}
          </span>
        )}
        <span className="spacer" />
        {!current && <span className="quiet">{t('problems.checking')}</span>}
        {props.open ? <DownOutlined aria-hidden /> : <UpOutlined aria-hidden />}
      </button>
      <div className="problems-list" hidden={!props.open} aria-live="polite">
        {props.open && <IssueList ruleset={ruleset} issues={issues} />}
      </div>
    </section>
  )
}
