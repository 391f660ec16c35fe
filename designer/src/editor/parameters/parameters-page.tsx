import { indexRuleset } from '@jieli/engine'
import { Input, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'react-router'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { useProblems } from '../problems/use-problems.ts'
import { Funds, RateThresholds } from './limits.tsx'
import { matches, summarize } from './parameter-facts.ts'
import { ParameterRow } from './parameter-row.tsx'
import { RedLines } from './red-lines.tsx'
import { useOpenItems } from '../tables/use-open-items.ts'
import './parameters.css'
import '../tables/tables.css'

type Filter = 'all' | 'missing' | 'problems' | 'own'
const filters = ['all', 'missing', 'problems', 'own'] as const

/** Every parameter with the value in force today, and below the limits that bind them. */
export function ParametersPage() {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const { issues } = useProblems()
  const [address] = useSearchParams()
  const [, list, item] = (address.get('at') ?? '').split('/')
  const { key: visit } = useLocation()
  const target =
    list === 'parameters'
      ? (ruleset.parameters.find(({ id }) => id === item) ?? ruleset.parameters[Number(item)])?.id
      : undefined
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const { isOpen, toggle } = useOpenItems(target, visit)
  // A jump must find its parameter, whatever was searched for before.
  const [visited, setVisited] = useState(visit)
  if (visited !== visit) {
    setVisited(visit)
    setSearch('')
    setFilter('all')
  }
  const day = today()
  useEffect(() => {
    if (target === undefined && list !== undefined) document.getElementById(list)?.scrollIntoView()
  }, [target, list, visit])
  const summaries = [...indexRuleset(ruleset).parameters.values()].map((parameter) =>
    summarize(parameter, { day, parent, issues }),
  )
  const keeps = {
    all: () => true,
    missing: ({ missing }) => missing,
    problems: (summary) => summary.issues.some(({ severity }) => severity === 'error'),
    own: ({ inherited }) => !inherited,
  } satisfies Record<Filter, (summary: (typeof summaries)[number]) => boolean>
  const shown = summaries.filter((summary) => keeps[filter](summary) && matches(summary, search))
  const columns = ['title', 'today', 'range', 'contract', 'source', 'origin'] as const
  return (
    <main className="page">
      <h1 className="page-title">{t('editor.pages.parameters')}</h1>
      <p className="quiet">{t('parameters.hint')}</p>
      <div className="parameter-tools">
        <Input
          allowClear
          className="parameter-search"
          aria-label={t('parameters.search')}
          placeholder={t('parameters.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Segmented<Filter>
          aria-label={t('parameters.filter')}
          value={filter}
          options={filters.map((value) => ({
            value,
            label: t(`parameters.filters.${value}`, {
              number: summaries.filter(keeps[value]).length,
            }),
          }))}
          onChange={setFilter}
        />
      </div>
      <div className="panel parameter-table">
        <table aria-label={t('editor.pages.parameters')}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`parameters.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((summary) => (
              <ParameterRow
                key={summary.parameter.id}
                summary={summary}
                today={day}
                open={isOpen(summary.parameter.id)}
                visit={summary.parameter.id === target ? visit : undefined}
                onToggle={() => toggle(summary.parameter.id)}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="parameter-none quiet">{t('tables.nothingFound')}</p>}
      </div>
      <RedLines />
      <RateThresholds today={day} />
      <Funds today={day} />
    </main>
  )
}
