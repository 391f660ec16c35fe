import { formatMoney } from '@jieli/engine'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPostings } from '../../api/settlements.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import type { ReadableSettlement } from './use-settlement.ts'

const limit = 20

/** The entries of the ledger, page by page, of all units or of one. */
export function PostingsTable({ settlement }: ReadableSettlement) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const moment = useMoment()
  const [unit, setUnit] = useState<string>()
  const [page, setPage] = useState(1)
  const offset = (page - 1) * limit
  const postings = useQuery({
    queryKey: ['postings', settlement.id, unit, offset],
    queryFn: () => readPostings(settlement.id, { unit, offset, limit }),
    placeholderData: keepPreviousData,
  })
  const { ledger } = settlement.result
  const accounts = new Map(ledger.trialBalance.map(({ account, title }) => [account, text(title)]))
  const tariffs = new Map(ledger.tariffs.map(({ id, words }) => [id, text(words)]))
  return (
    <details className="money-steps">
      <summary>{t('money.postings', { count: ledger.postings })}</summary>
      <Select<string | undefined>
        className="money-unit-choice"
        aria-label={t('money.ofUnit')}
        placeholder={t('money.ofUnit')}
        allowClear={clear}
        value={unit}
        options={settlement.units.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(next) => {
          setUnit(next)
          setPage(1)
        }}
      />
      <FailureNotice error={postings.error} />
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('money.entries')}>
        <table className="money-table">
          <caption className="visually-hidden">{t('money.entries')}</caption>
          <thead>
            <tr>
              {(['at', 'debit', 'credit', 'tariff', 'event'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`money.${column}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('money.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(postings.data?.items ?? []).map((posting) => (
              <tr key={posting.id}>
                <td>{moment(posting.at)}</td>
                <td>{accounts.get(posting.debit) ?? posting.debit}</td>
                <td>{accounts.get(posting.credit) ?? posting.credit}</td>
                <td>
                  {tariffs.get(posting.tariff) ?? posting.rule}
                  {posting.reverses !== undefined && ` · ${t('money.reversal')}`}
                </td>
                <td className="code">{posting.event}</td>
                <td className="number">{formatMoney(posting.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pagination
        size="small"
        current={page}
        pageSize={limit}
        showSizeChanger={false}
        hideOnSinglePage
        total={postings.data?.total ?? 0}
        onChange={setPage}
      />
    </details>
  )
}
