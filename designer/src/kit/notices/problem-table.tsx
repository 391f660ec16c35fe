import type { TableProblem } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import './problem-table.css'

/** What is wrong with a table, or was read otherwise than written: row, column, what is written there. */
export function ProblemTable(props: {
  readonly problems: readonly TableProblem[]
  /** What a column is called, by its name. */
  readonly columnTitle: (column: string) => string
  /** How many there are in all, where only the first are listed. */
  readonly total?: number
}) {
  const { t } = useTranslation()
  const text = useText()
  const { problems, columnTitle, total = problems.length } = props
  return (
    <>
      <table className="problem-table">
        <thead>
          <tr>
            {['row', 'column', 'written', 'problem'].map((name) => (
              <th key={name} scope="col">
                {t(`tableProblems.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, column, value, code, message }) => (
            <tr key={`${row} ${column} ${code} ${value}`}>
              <th scope="row">{row === 0 ? t('tableProblems.whole') : row}</th>
              <td>{column === '' ? '–' : columnTitle(column)}</td>
              <td className="code">{value === '' ? '–' : value}</td>
              <td>{text(message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > problems.length && (
        <p className="quiet">{t('tableProblems.more', { count: total - problems.length })}</p>
      )}
    </>
  )
}
