import {
  availableEvents,
  evaluateDecision,
  type Facts,
  factsReadBy,
  type IssueExample,
  parseFacts,
  type Scenario,
  type Value,
} from '@jieli/engine'
import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { today } from '../../document/editing/today.ts'
import { momentOf, wallClockAt } from './clock.ts'
import { DecidePanel } from './decide-panel.tsx'
import { factsRead } from './fact-groups.ts'
import { FactsForm } from './facts-form.tsx'
import { openScenario } from './open-scenario.ts'
import { playExample } from './play-example.ts'
import './simulator.css'
import { useBundle } from './use-bundle.ts'
import { useShownExample } from './use-shown-example.ts'
import { useKept } from '../../document/editing/use-kept.ts'
import { currentEntry, startSimulation, type Simulation } from './simulation.ts'
import type { Schedule } from './schedule.ts'
import { SchedulePanel } from './schedule-panel.tsx'
import { SimulationPanel } from './simulation-panel.tsx'
import { SimulationStart } from './simulation-start.tsx'

type Mode = 'decide' | 'simulation' | 'schedule'

/** Tries the current rules, unsaved edits included, on made-up facts. Nothing is sent to the server. */
export function SimulatorPage() {
  const { t } = useTranslation()
  const text = useText()
  const bundle = useBundle()
  const { ruleset } = bundle
  const offset = ruleset.manifest.calendar?.utcOffset ?? '+08:00'
  const [mode, setMode] = useKept<Mode>('mode', () => 'decide')
  const [facts, setFacts] = useKept<Facts>('facts', () => ({}))
  const [pending, setPending] = useKept<Facts>('pending', () => ({}))
  const [decision, setDecision] = useKept<string | undefined>(
    'decision',
    () => ruleset.decisions[0]?.id,
  )
  const [asOf, setAsOf] = useKept('asOf', () => today())
  const [pathway, setPathway] = useKept<string | undefined>(
    'pathway',
    () => ruleset.pathways[0]?.id,
  )
  const [at, setAt] = useKept('at', () => momentOf(wallClockAt(Date.now(), offset), offset))
  const [simulation, setSimulation] = useKept<Simulation | undefined>('simulation', () => undefined)
  const [schedule, setSchedule] = useKept<Schedule>('schedule', () => ({
    duty: ruleset.scheduledDuties[0]?.id,
    day: today(),
    records: [],
    missed: undefined,
  }))
  const [refusal, setRefusal] = useState<string>()
  const [requested, setRequested] = useState<string>()

  const known = ruleset.decisions.some(({ id }) => id === decision) ? decision : undefined
  const result = useMemo(
    () => (known === undefined ? undefined : evaluateDecision(bundle, known, facts, asOf)),
    [bundle, known, facts, asOf],
  )
  const simulating = mode === 'simulation' && simulation !== undefined
  const shownFacts = simulating ? { ...currentEntry(simulation).snapshot.facts, ...pending } : facts
  const owed = ruleset.scheduledDuties.find(({ id }) => id === schedule.duty)
  const relevant = useMemo(
    () =>
      mode === 'schedule'
        ? factsReadBy(ruleset, { scheduledDuties: owed === undefined ? [] : [owed] })
        : new Set(relevantFacts(mode, simulation, pending, result)),
    [mode, simulation, pending, result, ruleset, owed],
  )
  const wanted = new Set([
    ...(requested === undefined ? [] : [requested]),
    ...(mode === 'decide' ? (result?.needs ?? []) : []),
  ])

  const setFact = (id: string, value: Value | null): void => {
    const [target, set] = simulating ? [pending, setPending] : [facts, setFacts]
    const { [id]: _before, ...others } = target
    set(value === null ? others : { ...others, [id]: value })
  }
  const ask = (id: string): void => {
    setRequested(id)
    // The field may only appear with this rendering.
    setTimeout(() => {
      const field = document.getElementById(`fact-${id}`)
      field?.scrollIntoView({ block: 'center' })
      field?.querySelector<HTMLElement>('input')?.focus()
    })
  }
  const takeSimulation = (next: Simulation | undefined): void => {
    setPending({})
    setRefusal(undefined)
    setSimulation(next)
  }
  const start = (): void => {
    if (pathway === undefined) return
    const started = startSimulation(bundle, { pathway, facts, at })
    if ('simulation' in started) takeSimulation(started.simulation)
    else setRefusal(text(started.refusal.issue.message))
  }
  const load = (scenario: Scenario): void => {
    const opened = openScenario(bundle, scenario)
    if (opened === undefined) return
    setMode(opened.mode)
    setFacts(opened.facts)
    takeSimulation(undefined)
    if (opened.mode === 'decide') {
      setDecision(opened.decision)
      setAsOf(opened.asOf)
    } else {
      setPathway(opened.pathway)
      setAt(opened.at)
    }
  }
  const show = (example: IssueExample): void => {
    const { facts: known } = parseFacts(ruleset, example.facts)
    setFacts(known)
    if (example.pathway !== undefined) {
      setMode('simulation')
      setPathway(example.pathway)
      takeSimulation(playExample(bundle, example))
    } else {
      setMode('decide')
      setDecision(example.decision)
      setAsOf(example.asOf)
      takeSimulation(undefined)
    }
  }
  useShownExample(show)
  return (
    <main className="simulator-page">
      <h1 className="visually-hidden">{t('editor.pages.simulator')}</h1>
      <FactsForm
        facts={shownFacts}
        relevant={relevant}
        wanted={wanted}
        onCommit={setFact}
        onClear={() => (simulating ? setPending({}) : setFacts({}))}
      />
      <div className="simulator-main">
        <div className="simulator-bar">
          <Segmented<Mode>
            aria-label={t('simulator.mode')}
            value={mode}
            options={[
              { value: 'decide', label: t('simulator.modes.decide') },
              { value: 'simulation', label: t('simulator.modes.simulation') },
              { value: 'schedule', label: t('simulator.modes.schedule') },
            ]}
            onChange={setMode}
          />
          <span className="spacer" />
          <Select<string | null>
            className="simulator-pick"
            aria-label={t('simulator.load')}
            placeholder={t('simulator.load')}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={ruleset.scenarios
              .filter(({ kind }) => kind === 'decision' || kind === 'pathway')
              .map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(id) => {
              const scenario = ruleset.scenarios.find((one) => one.id === id)
              if (scenario !== undefined) load(scenario)
            }}
          />
        </div>
        {mode === 'schedule' ? (
          <SchedulePanel
            bundle={bundle}
            schedule={schedule}
            duty={owed}
            facts={facts}
            onSchedule={setSchedule}
          />
        ) : mode === 'decide' ? (
          <DecidePanel
            bundle={bundle}
            decision={known}
            asOf={asOf}
            facts={facts}
            result={result}
            onDecision={setDecision}
            onDay={setAsOf}
            onAsk={ask}
          />
        ) : simulation === undefined ? (
          <SimulationStart
            bundle={bundle}
            pathway={pathway}
            at={at}
            refusal={refusal}
            onPathway={setPathway}
            onAt={setAt}
            onStart={start}
          />
        ) : (
          <SimulationPanel
            bundle={bundle}
            simulation={simulation}
            pending={pending}
            onSimulation={takeSimulation}
            onRestart={() => takeSimulation(undefined)}
            onAsk={ask}
          />
        )}
      </div>
    </main>
  )
}

/** The facts that matter here: those the decision reads, or those the open events require. */
function relevantFacts(
  mode: 'decide' | 'simulation',
  simulation: Simulation | undefined,
  pending: Facts,
  result: ReturnType<typeof evaluateDecision> | undefined,
): readonly string[] {
  if (mode === 'decide') return result === undefined ? [] : factsRead(result)
  if (simulation === undefined) return []
  const { snapshot } = currentEntry(simulation)
  return availableEvents(simulation.bundle, snapshot, { at: snapshot.at, facts: pending }).flatMap(
    (event) => [...event.asks, ...event.needs, ...event.decisions.flatMap(factsRead)],
  )
}
