import { formatMoney } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import type { ReadableSettlement } from './use-settlement.ts'

/** Sums that must be equal, what was done with the settlement, and the prints of what it rests on. */
export function ChecksPanel({ settlement }: ReadableSettlement) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { checks } = settlement.result
  const amount = (fen: number | null): string =>
    fen === null ? t('money.unknown') : formatMoney(fen)
  return (
    <section className="panel money-section" aria-label={t('money.checks')}>
      <h2>{t('money.checks')}</h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('money.checks')}>
        <table className="money-table">
          <caption className="visually-hidden">{t('money.checks')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('money.check')}</th>
              <th scope="col" className="number">
                {t('money.left')}
              </th>
              <th scope="col" className="number">
                {t('money.right')}
              </th>
              <th scope="col">{t('money.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.id}>
                <th scope="row">{text(check.title)}</th>
                <td className="number">{amount(check.left)}</td>
                <td className="number">{amount(check.right)}</td>
                <td>
                  <Tag tone={check.holds ? 'green' : 'red'}>
                    {t(check.holds ? 'money.agrees' : 'money.differs')}
                  </Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('money.history')}</h3>
      <ol className="money-list">
        {settlement.history.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            {moment(entry.at)} · {entry.by.title} · {t(`money.actions.${entry.action}`)}
            {entry.reason !== undefined && ` · ${entry.reason}`}
          </li>
        ))}
      </ol>
      <dl className="money-hashes">
        <dt>{t('money.inputHash')}</dt>
        <dd className="code hash">{settlement.inputHash}</dd>
        <dt>{t('money.resultHash')}</dt>
        <dd className="code hash">{settlement.resultHash}</dd>
      </dl>
    </section>
  )
}
