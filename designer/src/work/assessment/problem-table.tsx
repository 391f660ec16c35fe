import type { TableProblem } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import type { TitledRuleset } from './use-titles.ts'

/** What is wrong with a table, or was read otherwise than written: row, column, what is written there. */
export function ProblemTable(props: {
  readonly titled: TitledRuleset
  readonly problems: readonly TableProblem[]
  /** How many there are in all, where only the first are listed. */
  readonly total?: number
}) {
  const { t } = useTranslation()
  const text = useText()
  const { titled, problems, total = problems.length } = props
  const columnOf = (column: string): string =>
    column === ''
      ? '–'
      : t(`assessment.columns.${column}`, { defaultValue: titled.titles.fact(column) })
  return (
    <>
      <table className="problem-table">
        <thead>
          <tr>
            {['row', 'column', 'written', 'problem'].map((name) => (
              <th key={name} scope="col">
                {t(`assessment.import.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, column, value, code, message }) => (
            <tr key={`${row} ${column} ${code} ${value}`}>
              <th scope="row">{row === 0 ? t('assessment.import.whole') : row}</th>
              <td>{columnOf(column)}</td>
              <td className="code">{value === '' ? '–' : value}</td>
              <td>{text(message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > problems.length && (
        <p className="quiet">{t('assessment.import.more', { count: total - problems.length })}</p>
      )}
    </>
  )
}
