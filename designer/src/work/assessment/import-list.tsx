import type { TableImport } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { ProblemTable } from '../../kit/notices/problem-table.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { useColumnTitle } from './use-column-title.ts'
import type { TitledRuleset } from './use-titles.ts'

/** The tables that came in or were refused, newest first. */
export function ImportList(props: {
  readonly titled: TitledRuleset
  readonly imports: readonly TableImport[]
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { titled, imports } = props
  const columnTitle = useColumnTitle(titled)
  if (imports.length === 0) return <p className="quiet">{t('assessment.import.none')}</p>
  return (
    <details>
      <summary>{t('assessment.import.earlier', { count: imports.length })}</summary>
      <ul className="import-list">
        {imports.slice(0, 30).map((table) => (
          <li key={table.id}>
            <Tag tone={table.status === 'accepted' ? 'green' : 'red'}>
              {t(`assessment.import.statuses.${table.status}`)}
            </Tag>
            <span>
              {t(
                table.source === 'entered'
                  ? 'assessment.import.enteredKind'
                  : `assessment.import.kinds.${table.kind}`,
              )}
            </span>
            {table.name !== '' && <span className="code">{table.name}</span>}
            <span className="quiet">
              {table.status === 'accepted'
                ? t('assessment.import.rows', { count: table.rows })
                : t('assessment.import.problems', { count: table.problemCount })}
            </span>
            <span className="spacer" />
            <span className="quiet">
              {table.by} · {moment(table.at)}
            </span>
            {table.problems.length > 0 && (
              <details className="import-problems">
                <summary>{t('assessment.import.showProblems')}</summary>
                <ProblemTable
                  columnTitle={columnTitle}
                  problems={table.problems}
                  total={table.problemCount}
                />
              </details>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
