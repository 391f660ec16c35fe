import { availableEvents, type Bundle, type Facts, statePath } from '@jieli/engine'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { wallClock } from './clock.ts'
import { EventButtons } from './event-buttons.tsx'
import { simulateScenario } from './new-scenario.ts'
import { SaveScenario } from './save-scenario.tsx'
import { SimulationStatechart } from './simulation-statechart.tsx'
import { SimulationClock } from './simulation-clock.tsx'
import { SimulationDuties } from './simulation-duties.tsx'
import { eventLabel } from './simulation-labels.ts'
import { SimulationLog } from './simulation-log.tsx'
import { SimulationStep } from './simulation-step.tsx'
import {
  currentEntry,
  goTo,
  replaySimulation,
  sendEvent,
  takenTransitions,
  type Simulation,
} from './simulation.ts'

/** Nobody in particular: the simulation does not ask who may send what. */
const anybody = ''

/** A simulated case under way: where it is, what can happen, what happened and why. */
export function SimulationPanel(props: {
  /** The current document; the simulation keeps the rules it began with until it is started again. */
  readonly bundle: Bundle
  readonly simulation: Simulation
  /** Facts filled in since the last step; they go with the next event. */
  readonly pending: Facts
  readonly onSimulation: (simulation: Simulation) => void
  readonly onRestart: () => void
  readonly onAsk: (fact: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { simulation, pending, onSimulation } = props
  const { bundle } = simulation
  const entry = currentEntry(simulation)
  const { snapshot } = entry
  const [clock, setClock] = useState<string>()
  const [party, setParty] = useState(anybody)
  const [reason, setReason] = useState('')
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === simulation.pathway)
  if (pathway === undefined) return null
  const at = clock !== undefined && clock > snapshot.at ? clock : snapshot.at
  const facts = { ...snapshot.facts, ...pending }
  const unitFact = pathway.parties.find(({ id }) => id === party)?.unitFact
  const unit = unitFact === undefined ? undefined : facts[unitFact]
  const actor = party === anybody ? {} : { actor: typeof unit === 'string' ? { unit } : {} }
  const events = availableEvents(bundle, snapshot, { at, facts: pending, ...actor })

  const go = (next: Simulation): void => {
    setClock(undefined)
    setReason('')
    onSimulation(next)
  }
  const send = (type: string): void =>
    go(
      sendEvent(simulation, {
        type,
        at,
        ...(Object.keys(pending).length === 0 ? {} : { facts: pending }),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...actor,
      }),
    )
  const again = (): void => {
    const replayed = replaySimulation(props.bundle, simulation)
    if ('simulation' in replayed) go(replayed.simulation)
    else props.onRestart()
  }
  const path = statePath(snapshot.value)
  const active = path.split('.').map((_, index, keys) => keys.slice(0, index + 1).join('.'))
  return (
    <div className="simulation">
      <div className="simulator-bar">
        <strong>{text(pathway.title)}</strong>
        <span className="spacer" />
        <SaveScenario
          suggested={pathway.title}
          disabled={simulation.cursor === 0}
          make={(name) => simulateScenario(name, simulation)}
        />
        <Button onClick={props.onRestart}>{t('simulator.restart')}</Button>
      </div>
      {props.bundle.hash !== bundle.hash && (
        <Notice
          kind="info"
          title={t('simulator.rulesChanged')}
          action={
            <Button size="small" onClick={again}>
              {t('simulator.startAnew')}
            </Button>
          }
        />
      )}
      <SimulationStatechart
        ruleset={bundle.ruleset}
        pathway={pathway}
        active={active}
        taken={takenTransitions(simulation)}
      />
      <div className="simulation-columns">
        <section aria-label={t('simulator.whatNext')}>
          <h2>{t('simulator.whatNext')}</h2>
          <SimulationClock bundle={bundle} at={at} earliest={snapshot.at} onChange={setClock} />
          <div className="simulation-sender">
            <label>
              <span>{t('simulator.actingAs')}</span>
              <Select
                aria-label={t('simulator.actingAs')}
                value={party}
                options={[
                  { value: anybody, label: t('simulator.anybody') },
                  ...pathway.parties.map(({ id, title }) => ({ value: id, label: text(title) })),
                ]}
                onChange={setParty}
              />
            </label>
            <Input
              aria-label={t('simulator.reason')}
              placeholder={t('simulator.reason')}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          {snapshot.status === 'done' && <Notice kind="success" title={t('simulator.done')} />}
          <SimulationDuties
            ruleset={bundle.ruleset}
            pathway={pathway}
            duties={snapshot.duties ?? []}
            at={at}
          />
          <EventButtons
            bundle={bundle}
            parties={pathway.parties}
            events={events}
            reason={reason}
            onSend={send}
            onAsk={props.onAsk}
          />
          {snapshot.untimed !== undefined && (
            <ul className="simulation-timers" aria-label={t('simulator.untimed')}>
              {snapshot.untimed.map(({ id, event, yearMissing }) => (
                <li key={id}>
                  {text(eventLabel(pathway, event, bundle.ruleset.duties).title, event)}{' '}
                  <span className="quiet">{t('duties.yearMissing', { year: yearMissing })}</span>
                </li>
              ))}
            </ul>
          )}
          {snapshot.timers.length > 0 && (
            <ul className="simulation-timers" aria-label={t('simulator.timers')}>
              {snapshot.timers.map((timer) => {
                const label = eventLabel(pathway, timer.event, bundle.ruleset.duties)
                const title = text(label.title, timer.event)
                return (
                  <li key={timer.id}>
                    <span>
                      {title}
                      <span className="quiet">
                        {' '}
                        {t('simulator.dueAt', { at: wallClock(timer.dueAt) })}
                      </span>
                    </span>
                    <span className="spacer" />
                    <Button
                      size="small"
                      aria-label={t('simulator.elapseNamed', { title })}
                      onClick={() =>
                        go(sendEvent(simulation, { type: timer.event, at: timer.dueAt }))
                      }
                    >
                      {t('simulator.elapse')}
                    </Button>
                  </li>
                )
              })}
            </ul>
          )}
        </section>
        <section aria-label={t('simulator.happened')}>
          <h2>{t('simulator.happened')}</h2>
          <SimulationLog
            simulation={simulation}
            pathway={pathway}
            onGo={(cursor) => go(goTo(simulation, cursor))}
          />
          <SimulationStep bundle={bundle} pathway={pathway} entry={entry} />
        </section>
      </div>
    </div>
  )
}
