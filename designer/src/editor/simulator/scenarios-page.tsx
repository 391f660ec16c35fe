import { PlayCircleOutlined } from '@ant-design/icons'
import type { ScenarioResult } from '@jieli/engine'
import { Button, Input, Progress, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'react-router'
import { acceptScenarios } from '../../document/commands/accept-scenarios.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { ChangedGroups } from '../inherited/changed-groups.tsx'
import type { AcceptableGroup } from '../inherited/changed-messages.ts'
import { useChangedScenarios } from '../inherited/use-changed-scenarios.ts'
import { ScenarioRow } from './scenario-row.tsx'
import '../parameters/parameters.css'
import { useOpenItems } from '../tables/use-open-items.ts'
import '../tables/tables.css'
import './simulator.css'
import { useBundle } from './use-bundle.ts'
import { useScenarioRun } from './use-scenario-run.ts'

type Filter = 'all' | 'failed' | 'own'
const filters = ['all', 'failed', 'own'] as const

/** The scenarios of the ruleset, its own and inherited, and whether the current rules pass them. */
export function ScenariosPage() {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const bundle = useBundle()
  const run = useScenarioRun(bundle)
  const runCommand = useRunCommand()
  const { groups, current } = useChangedScenarios(true)
  const accept = (taken: readonly AcceptableGroup[]): void =>
    runCommand(acceptScenarios(new Map(taken.flatMap(({ accepted }) => [...accepted]))))
  const [address] = useSearchParams()
  const [, list, target] = (address.get('at') ?? '').split('/')
  const { key: visit } = useLocation()
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const { isOpen, toggle } = useOpenItems(list === 'scenarios' ? target : undefined, visit)
  const own = (id: string): boolean => {
    const layer = bundle.origin[`/scenarios/${id}`]
    return layer === undefined || layer === ruleset.manifest.id
  }
  const results = new Map(run.results.map((result) => [result.id, result]))
  const keeps: Record<Filter, (id: string) => boolean> = {
    all: () => true,
    failed: (id) => results.get(id)?.passed === false,
    own,
  }
  const term = search.trim().toLowerCase()
  const shown = ruleset.scenarios.filter(
    ({ id, title }) =>
      keeps[filter](id) && `${id} ${title.zh} ${title.en}`.toLowerCase().includes(term),
  )
  return (
    <main className="page">
      <div className="scenario-head">
        <h1 className="page-title">{t('editor.pages.scenarios')}</h1>
        <span className="spacer" />
        <Button
          type="primary"
          icon={<PlayCircleOutlined aria-hidden />}
          disabled={ruleset.scenarios.length === 0}
          loading={run.running}
          onClick={run.start}
        >
          {t('scenarios.runAll')}
        </Button>
      </div>
      <p className="quiet">{t('scenarios.hint')}</p>
      {current && groups.length > 0 && <ChangedGroups groups={groups} onAccept={accept} />}
      <div className="parameter-tools">
        <Input
          allowClear
          className="parameter-search"
          aria-label={t('scenarios.search')}
          placeholder={t('scenarios.search')}
          value={search}
          onChange={({ target: field }) => setSearch(field.value)}
        />
        <Segmented<Filter>
          aria-label={t('scenarios.filter')}
          value={filter}
          options={filters.map((value) => ({
            value,
            label: t(`scenarios.filters.${value}`, {
              number: ruleset.scenarios.filter(({ id }) => keeps[value](id)).length,
            }),
          }))}
          onChange={setFilter}
        />
        <span role="status" className="scenario-sum">
          {run.results.length > 0 && <Sum results={run.results} stale={run.stale} />}
        </span>
      </div>
      {run.running && (
        <Progress
          aria-label={t('scenarios.running')}
          percent={Math.floor((run.results.length * 100) / ruleset.scenarios.length)}
        />
      )}
      <ul className="scenario-list">
        {shown.map((scenario) => (
          <ScenarioRow
            key={scenario.id}
            scenario={scenario}
            result={results.get(scenario.id)}
            own={own(scenario.id)}
            open={isOpen(scenario.id)}
            visited={scenario.id === target}
            onToggle={() => toggle(scenario.id)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="quiet">{t('tables.nothingFound')}</p>}
    </main>
  )
}

function Sum(props: { readonly results: readonly ScenarioResult[]; readonly stale: boolean }) {
  const { t } = useTranslation()
  const failed = props.results.filter(({ passed }) => !passed).length
  return (
    <>
      {t('scenarios.sum', { passed: props.results.length - failed, failed })}
      {props.stale && <span className="quiet"> {t('scenarios.stale')}</span>}
    </>
  )
}
