import { formatMoney } from '@jieli/engine'
import type { Statements } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** What each unit gets and owes in the period, line by line. */
export function StatementsPanel({ statements }: { readonly statements: Statements['items'] }) {
  const { t } = useTranslation()
  const text = useText()
  const amount = (fen: number | null): string =>
    fen === null ? t('money.unknown') : formatMoney(fen)
  return (
    <section className="panel money-section" aria-label={t('money.statements')}>
      <h2>{t('money.statements')}</h2>
      <p className="quiet">{t('money.statementsHint')}</p>
      {statements.map((statement) => (
        <details key={statement.unit} className="statement" open={statement.lines.length > 0}>
          <summary>
            <strong>{statement.title}</strong> <span className="quiet code">{statement.unit}</span>
            <span className="statement-total">{amount(statement.total)}</span>
          </summary>
          {statement.lines.length === 0 ? (
            <p className="quiet">{t('money.noLines')}</p>
          ) : (
            <table className="money-table">
              <caption className="visually-hidden">{statement.title}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('money.line')}</th>
                  <th scope="col">{t('money.kind')}</th>
                  <th scope="col" className="number">
                    {t('money.count')}
                  </th>
                  <th scope="col" className="number">
                    {t('money.amount')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {statement.lines.map((line) => (
                  <tr key={`${line.kind} ${line.rule} ${line.part ?? ''}`}>
                    <th scope="row">{text(line.title)}</th>
                    <td>{t(`money.lineKinds.${line.kind}`)}</td>
                    <td className="number">{line.count}</td>
                    <td className="number">{formatMoney(line.amount)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </details>
      ))}
    </section>
  )
}
