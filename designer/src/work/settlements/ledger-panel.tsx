import { formatMoney } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { OpenItemsTable } from './open-items-table.tsx'
import { PostingsTable } from './postings-table.tsx'
import type { ReadableSettlement } from './use-settlement.ts'

/** Internal prices and incentives, posted twice from the events of cases: accounts, tariffs, entries, and what is open. */
export function LedgerPanel(props: ReadableSettlement) {
  const { t } = useTranslation()
  const text = useText()
  const { ledger } = props.settlement.result
  return (
    <section className="panel money-section" aria-label={t('money.ledger')}>
      <h2>{t('money.ledger')}</h2>
      <p className="quiet">
        {t('money.ledgerHint', {
          postings: ledger.postings,
          debits: formatMoney(ledger.debits),
          credits: formatMoney(ledger.credits),
        })}
      </p>
      {ledger.trialBalance.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={t('money.accounts')}>
          <table className="money-table">
            <caption>{t('money.accounts')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('money.account')}</th>
                {(['debit', 'credit', 'balance'] as const).map((side) => (
                  <th key={side} scope="col" className="number">
                    {t(`money.${side}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ledger.trialBalance.map((account) => (
                <tr key={account.account}>
                  <th scope="row">{text(account.title)}</th>
                  <td className="number">{formatMoney(account.debit)}</td>
                  <td className="number">{formatMoney(account.credit)}</td>
                  <td className="number">{formatMoney(account.balance)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ledger.tariffs.length > 0 && (
        <>
          <h3>{t('money.tariffs')}</h3>
          <ul className="money-list">
            {ledger.tariffs.map((tariff) => (
              <li key={tariff.id}>{text(tariff.words)}</li>
            ))}
          </ul>
        </>
      )}
      {ledger.postings > 0 && <PostingsTable {...props} />}
      {ledger.open > 0 && <OpenItemsTable {...props} />}
    </section>
  )
}
