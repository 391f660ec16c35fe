import { formatValue } from '@jieli/engine'
import type { ContributingCase, ContributingCases } from '@jieli/server/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import type { TitledRuleset } from './use-titles.ts'

const pageSize = 20

/** Facts a clerk knows a case by, before those the measure itself reads. */
const identifyingFacts = [
  'referral.direction',
  'fromUnit.id',
  'toUnit.id',
  'episode.unitId',
  'episode.department',
  'episode.pathway',
  'episode.dischargedOn',
  'log.startedOn',
  'log.endedOn',
  'log.state',
]

/** Where the cases that contribute to a number are read, a page at a time. */
export interface CaseSource {
  /** Identifies the number. */
  readonly key: readonly unknown[]
  readonly read: (page: {
    readonly offset: number
    readonly limit: number
  }) => Promise<ContributingCases>
}

/** The cases a number counted. Those that ran here lead to their page. */
export function ContributingCaseTable(props: {
  readonly titled: TitledRuleset
  readonly measure: string
  readonly source: CaseSource
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { titled, measure, source } = props
  const [page, setPage] = useState(1)
  const cases = useQuery({
    queryKey: ['contributingCases', ...source.key, page],
    queryFn: () => source.read({ offset: (page - 1) * pageSize, limit: pageSize }),
    placeholderData: keepPreviousData,
  })
  if (cases.error !== null) return <FailureNotice error={cases.error} />
  const items = cases.data?.items ?? []
  const columns = identifyingFacts.filter((fact) =>
    items.some(({ facts, hidden = [] }) => facts[fact] !== undefined || hidden.includes(fact)),
  )
  return (
    <section
      className="contributing-cases"
      aria-label={t('assessment.card.casesOf', { fact: titled.titles.fact(measure) })}
    >
      <h3>{t('assessment.card.casesOf', { fact: titled.titles.fact(measure) })}</h3>
      <Table<ContributingCase>
        rowKey="id"
        size="small"
        loading={cases.isPending}
        dataSource={items}
        locale={{ emptyText: t('assessment.card.noCases') }}
        scroll={{ x: 'max-content' }}
        pagination={{
          current: page,
          pageSize,
          total: cases.data?.total ?? 0,
          showSizeChanger: false,
          showTotal: (total) => t('assessment.card.total', { count: total }),
          onChange: setPage,
        }}
        columns={[
          {
            key: 'id',
            title: t('assessment.card.case'),
            render: (_, { id }) =>
              ranHere(id) ? (
                <Link className="code" to={`/cases/${encodeURIComponent(id)}`}>
                  {id}
                </Link>
              ) : (
                <span className="code">{id}</span>
              ),
          },
          ...columns.map((fact) => ({
            key: fact,
            title: titled.titles.fact(fact),
            render: (_: unknown, { facts, hidden = [] }: ContributingCase) => {
              if (hidden.includes(fact)) return t('cases.hidden')
              const value = facts[fact]
              const definition = titled.titles.factOf(fact)
              return value === undefined || value === null
                ? t('assessment.card.unknown')
                : definition === undefined
                  ? JSON.stringify(value)
                  : formatValue(definition, value, language)
            },
          })),
        ]}
      />
    </section>
  )
}

/** Cases run by this server have ids of its making; imported ones keep those of their tables. Pure. */
function ranHere(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)
}
