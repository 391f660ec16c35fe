import { dutyChangeNames, type Pathway, type Ruleset } from '@jieli/engine'
import type { Case, HistoryEntry, Refusal } from '@jieli/server/contracts'
import { Timeline } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../document/state/state-path.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { CaseFacts } from './case-facts.tsx'
import { isSent, namedEntries, type NamedEntry } from './corrections/corrected-entries.ts'
import { CorrectionEntry } from './corrections/correction-entry.tsx'
import type { DraftChange } from './corrections/draft-change.ts'
import { EntryCorrections } from './corrections/entry-corrections.tsx'
import { ExplainedDecisions } from './explained-decision.tsx'
import { FiledAttachments } from '../attachments/filed-attachments.tsx'

interface HistoryProps {
  readonly document: Case
  /** Absent where they cannot be read: then names are as they are stored. */
  readonly ruleset?: Ruleset | undefined
  readonly pathway?: Pathway | undefined
  /** Absent where the person may correct nothing. */
  readonly onCorrect?: ((kind: DraftChange['kind'], of: NamedEntry) => void) | undefined
}

/** Every step of a case, latest first, with who, why and the decisions that led to it; refused events in their place. */
export function CaseHistory(props: HistoryProps) {
  const { document } = props
  const steps = document.history.map((step) => ({ at: step.at, step, refusal: undefined }))
  const refusals = document.refusals.map((refusal) => ({
    at: refusal.at,
    step: undefined,
    refusal,
  }))
  const entries = [...steps, ...refusals].toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <Timeline
      className="case-history"
      items={entries.map(({ step, refusal }, index) => ({
        key: index,
        color: refusal === undefined ? '#0958d9' : '#c4291d',
        content:
          step === undefined ? (
            <Refusal {...props} refusal={refusal} />
          ) : (
            <Step {...props} step={step} latest={index === 0} />
          ),
      }))}
    />
  )
}

function Step(props: HistoryProps & { readonly step: HistoryEntry; readonly latest: boolean }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { step, pathway, ruleset } = props
  const titleOf = (path: string): string =>
    text(pathway && stateAt(pathway, path)?.meta.title, path)
  const facts = step.facts ?? {}
  const right = rightMoment(props.document, step.seq)
  const entries = namedEntries(props.document)
  const filed = props.document.hidden === undefined ? (step.attachments ?? []) : []
  const named = isSent(step) ? entries.get(`${step.seq}`) : undefined
  return (
    <div className={named?.state === 'voided' ? 'step step-voided' : 'step'}>
      <div className="step-head">
        <strong>{stepTitle(props, step, { t, text })}</strong>
        <span className="quiet">
          {step.from === null ? titleOf(step.to) : `${titleOf(step.from)} → ${titleOf(step.to)}`}
        </span>
      </div>
      <div className="step-meta">
        {moment(step.at)}
        {` · ${step.actor.title}`}
        {right !== undefined && ` · ${t('cases.rightAt', { at: moment(right) })}`}
        {step.paper !== undefined &&
          ` · ${t('paper.enteredFrom', { sheet: step.paper.sheet, at: moment(step.recordedAt) })}`}
      </div>
      {step.reason !== undefined && (
        <p className="step-reason">{t('cases.reasonGiven', { reason: step.reason })}</p>
      )}
      {filed.length > 0 && step.correction === undefined && (
        <FiledAttachments caseId={props.document.id} attachments={filed} />
      )}
      <EntryCorrections named={named} pathway={pathway} onCorrect={props.onCorrect} />
      {step.correction !== undefined && (
        <CorrectionEntry
          caseId={props.document.id}
          filed={filed}
          correction={step.correction}
          ruleset={ruleset}
          pathway={pathway}
          entries={entries}
          onCorrect={props.onCorrect}
        />
      )}
      <ExplainedDecisions decisions={step.decisions} open={props.latest} />
      {step.actions.length > 0 && (
        <ul className="step-actions">
          {step.actions.map((action, index) => (
            <li key={index}>
              {t('cases.sent', { title: text(action.title) })}
              {action.dueAt !== undefined && ` · ${t('cases.dueAt', { at: moment(action.dueAt) })}`}
            </li>
          ))}
        </ul>
      )}
      {(step.dutyChanges ?? []).length > 0 && (
        <ul className="step-actions">
          {(step.dutyChanges ?? []).map(({ duty, number, change }) => (
            <li key={`${duty} ${number} ${change}`}>
              {t('duties.changed', {
                title: text(ruleset?.duties.find(({ id }) => id === duty)?.title, duty),
                change: text(dutyChangeNames[change]),
              })}
            </li>
          ))}
        </ul>
      )}
      {(step.hidden ?? []).length > 0 && <p className="quiet">{t('cases.stepHidden')}</p>}
      {Object.keys(facts).length > 0 && (
        <details className="explained">
          <summary>{t('cases.factsGiven', { count: Object.keys(facts).length })}</summary>
          <CaseFacts facts={facts} ruleset={ruleset} />
        </details>
      )}
    </div>
  )
}

/** What a step is called: by its event, or by what it says of the case itself. */
function stepTitle(
  props: HistoryProps,
  step: HistoryEntry,
  { t, text }: { readonly t: TFunction; readonly text: ReturnType<typeof useText> },
): string {
  const { migration, handover, calendar, correction, clock } = step
  if (handover !== undefined) return t('cases.handedOver', { from: handover.from, to: handover.to })
  if (migration !== undefined)
    return t(migration.undoes === undefined ? 'cases.migrated' : 'cases.migratedBack', {
      from: migration.from.version,
      to: migration.to.version,
    })
  if (calendar !== undefined) {
    const notices = calendar.notices.map(({ number }) => number).join(t('tables.comma'))
    return t('cases.calendarEvent', { notices })
  }
  if (correction !== undefined) return t('corrections.entry')
  if (clock !== undefined) return t('cases.clockEvent')
  return (
    dutyTimerTitle(props, step, { t, text }) ??
    eventTitle(props, step.event, text, t('cases.startedEvent'))
  )
}

function Refusal(props: HistoryProps & { readonly refusal: Refusal }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { refusal } = props
  return (
    <div className="step">
      <div className="step-head">
        <strong>
          {t('cases.refused', { event: eventTitle(props, refusal.event, text, refusal.event) })}
        </strong>
      </div>
      <div className="step-meta">
        {moment(refusal.at)}
        {` · ${refusal.actor.title}`}
      </div>
      <p>{text(refusal.message)}</p>
      <ExplainedDecisions decisions={refusal.decisions} open={false} />
    </div>
  )
}

function eventTitle(
  { pathway }: HistoryProps,
  event: string,
  text: ReturnType<typeof useText>,
  fallback: string,
): string {
  const titled =
    pathway?.events.find((other) => other.id === event) ??
    pathway?.delays.find((delay) => event.includes(delay.id))
  return titled === undefined ? fallback : text(titled.title)
}

/** What the time of a duty is called whose coming a step is; nothing of any other step. */
function dutyTimerTitle(
  { document, ruleset }: HistoryProps,
  step: HistoryEntry,
  { t, text }: { readonly t: TFunction; readonly text: ReturnType<typeof useText> },
): string | undefined {
  if (step.actor.kind !== 'timer') return undefined
  const before = document.history.find(({ seq }) => seq === step.seq - 1)
  const fired = before?.timers.find(({ event }) => event === step.event)?.duty
  if (fired === undefined) return undefined
  const duty = ruleset?.duties.find(({ id }) => id === fired.id)
  const title = text(duty?.title, fired.id)
  const reminder = duty?.late?.find(({ id }) => id === fired.reminder)
  return reminder === undefined
    ? t('duties.timeUp', { title })
    : t('duties.reminded', { title, reminder: text(reminder.title) })
}

/** When a step really was taken, where a wrong clock wrote it and it was put right. Pure. */
function rightMoment({ history }: Case, seq: number): string | undefined {
  return history
    .flatMap(({ clock }) => clock?.moments ?? [])
    .findLast((moment) => moment.seq === seq)?.at
}
