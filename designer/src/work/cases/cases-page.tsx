import type { CaseSummary, SearchCasesQuery } from '@jieli/server/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { searchCases } from '../../api/cases.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useNow } from '../../kit/i18n/use-now.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import './cases.css'
import { PaperLinks } from './paper-links.tsx'
import { useCaseTitles } from './use-case-titles.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { daysAsked, type DaysField } from '../../kit/fields/days-asked.ts'

const fields = ['patient', 'unit', 'state', 'from', 'to'] as const
type Search = Partial<Record<(typeof fields)[number], string>>

/** The cases this person may see, found by patient, unit, state and day, page by page. */
export function CasesPage() {
  const { t } = useTranslation()
  const moment = useMoment()
  const now = useNow()
  const [address, setAddress] = useSearchParams()
  const search: Search = Object.fromEntries(
    fields.flatMap((field) => {
      const value = address.get(field)
      return value === null ? [] : [[field, value]]
    }),
  )
  const cases = useInfiniteQuery({
    queryKey: ['cases', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      searchCases({
        ...search,
        limit: 20,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      } satisfies SearchCasesQuery),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = cases.data?.pages.flatMap((page) => page.items) ?? []
  const titles = useCaseTitles(items)
  return (
    <main className="page">
      <div className="history-head">
        <h1 className="page-title">{t('cases.title')}</h1>
        <PaperLinks />
      </div>
      <SearchForm
        search={search}
        states={titles.states}
        onSearch={(next) => setAddress(new URLSearchParams(filled(next)))}
      />
      <FailureNotice error={cases.error} />
      <Table<CaseSummary>
        className="panel cases-table"
        rowKey="id"
        size="middle"
        loading={cases.isPending}
        dataSource={items}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('cases.none') }}
        columns={[
          {
            key: 'id',
            title: t('cases.id'),
            render: (_, item) => (
              <Link className="code" to={`/cases/${item.id}`}>
                {item.id}
              </Link>
            ),
          },
          { key: 'patient', title: t('cases.patient'), render: (_, item) => item.patient ?? '–' },
          {
            key: 'pathway',
            title: t('cases.pathway'),
            render: (_, item) => titles.pathway(item),
          },
          {
            key: 'state',
            title: t('cases.state'),
            render: (_, item) => (
              <span className="case-marks">
                <Tag tone={item.status === 'done' ? 'neutral' : 'blue'}>
                  {titles.state(item, item.state)}
                </Tag>
                {item.dutyAt !== null && Date.parse(item.dutyAt) < now && (
                  <Tag tone="red">{t('duties.caseLate')}</Tag>
                )}
              </span>
            ),
          },
          { key: 'from', title: t('cases.fromUnit'), render: (_, item) => item.fromUnit ?? '–' },
          { key: 'to', title: t('cases.toUnit'), render: (_, item) => item.toUnit ?? '–' },
          {
            key: 'version',
            title: t('cases.version'),
            render: (_, item) => (
              <span className="case-marks">
                <span className="code">
                  {item.ruleset} {item.version}
                </span>
                {item.versionSuspended !== undefined && (
                  <Tag tone="red">{t('suspension.caseTag')}</Tag>
                )}
              </span>
            ),
          },
          {
            key: 'updated',
            title: t('cases.updated'),
            render: (_, item) => moment(item.updatedAt),
          },
        ]}
      />
      {cases.hasNextPage && (
        <Button
          className="cases-more"
          loading={cases.isFetchingNextPage}
          onClick={() => void cases.fetchNextPage()}
        >
          {t('cases.more')}
        </Button>
      )}
    </main>
  )
}

function SearchForm(props: {
  readonly search: Search
  readonly states: readonly { readonly value: string; readonly label: string }[]
  readonly onSearch: (search: Search) => void
}) {
  const { t } = useTranslation()
  const clear = useClear()
  const [form] = Form.useForm()
  const { search } = props
  return (
    <Form
      form={form}
      layout="inline"
      className="cases-search"
      initialValues={{
        ...search,
        days:
          search.from === undefined && search.to === undefined
            ? undefined
            : [dayOf(search.from), dayOf(search.to)],
      }}
      onFinish={({ days, ...rest }: Search & { days?: DaysField }) =>
        props.onSearch({
          ...rest,
          ...daysAsked(days),
        })
      }
    >
      <Form.Item name="patient" label={t('cases.patient')}>
        <Input allowClear placeholder={t('cases.patientHint')} />
      </Form.Item>
      <Form.Item name="unit" label={t('cases.unit')}>
        <Input allowClear placeholder={t('cases.unitHint')} />
      </Form.Item>
      <Form.Item name="state" label={t('cases.state')}>
        <Select
          allowClear={clear}
          className="cases-search-state"
          placeholder={t('cases.anyState')}
          options={[...props.states]}
        />
      </Form.Item>
      <Form.Item name="days" label={t('cases.days')}>
        <DatePicker.RangePicker allowEmpty={[true, true]} id={{ start: 'days', end: 'days-end' }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('cases.search')}
      </Button>
      <Button
        onClick={() => {
          form.resetFields()
          form.setFieldsValue(
            Object.fromEntries([...fields, 'days'].map((field) => [field, undefined])),
          )
          props.onSearch({})
        }}
      >
        {t('cases.reset')}
      </Button>
    </Form>
  )
}

function dayOf(text: string | undefined): dayjs.Dayjs | null {
  return text === undefined ? null : dayjs(text)
}

function filled(search: Search): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([field, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[field, value.trim()]] : [],
    ),
  )
}
