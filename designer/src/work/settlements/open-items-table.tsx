import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readOpenItems } from '../../api/settlements.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import type { ReadableSettlement } from './use-settlement.ts'

const limit = 20

/** Events that are not priced, each with why and what it needs. None is dropped. */
export function OpenItemsTable({ settlement, titled }: ReadableSettlement) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const [page, setPage] = useState(1)
  const offset = (page - 1) * limit
  const items = useQuery({
    queryKey: ['openItems', settlement.id, offset],
    queryFn: () => readOpenItems(settlement.id, { offset, limit }),
    placeholderData: keepPreviousData,
  })
  const need = (id: string): string => titled.titles.need(id)
  return (
    <details className="money-steps" open>
      <summary>{t('money.openItems', { count: settlement.result.ledger.open })}</summary>
      <FailureNotice error={items.error} />
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('money.unpriced')}>
        <table className="money-table">
          <caption className="visually-hidden">{t('money.unpriced')}</caption>
          <thead>
            <tr>
              {(['event', 'at', 'because', 'needed'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`money.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(items.data?.items ?? []).map((item) => (
              <tr key={`${item.event} ${item.rule ?? ''}`}>
                <th scope="row" className="code">
                  {item.event}
                </th>
                <td>{moment(item.at)}</td>
                <td>{text(item.because)}</td>
                <td>
                  {[...item.needs, ...item.missingParameters].map(need).join(t('tables.comma'))}
                </td>
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
        total={items.data?.total ?? 0}
        onChange={setPage}
      />
    </details>
  )
}
