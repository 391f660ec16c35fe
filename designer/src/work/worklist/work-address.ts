import type { WorkEntry } from '@jieli/server/contracts'
import { versionsAddress } from '../../kit/notices/versions-address.ts'

/**
 * The page where the work of an entry is done. Pure.
 * @param mayLook whether the reader may look at parked timers
 */
export function workAddress(entry: WorkEntry, mayLook = false): string {
  if (entry.kind === 'jurisdictionProposed') return '/jurisdictions'
  const ruleset = `/rulesets/${encodeURIComponent(entry.ruleset)}`
  const pull = (parent: string): string => `${ruleset}/pull?parent=${encodeURIComponent(parent)}`
  switch (entry.kind) {
    case 'templateMoved':
      return pull(entry.template.id)
    case 'overlayMoved':
      return pull(entry.overlay.id)
    case 'parentWithdrawn':
      return pull(entry.parent.id)
    case 'parametersMissing':
      return `${ruleset}/parameters`
    case 'holidaysMissing':
      return `${ruleset}/calendar`
    case 'draftUnpublished':
      return `${ruleset}/differences`
    case 'publishedForPast':
      return `${ruleset}/book`
    case 'proposalOpen':
    case 'versionSuspended':
    case 'pilotToEvaluate':
      return versionsAddress(entry.ruleset)
    case 'thresholdCrossed':
      return `/assessment/${encodeURIComponent(entry.ruleset)}/board?period=${entry.period}`
    case 'objectionOpen':
    case 'runToReview':
    case 'runToFinalise':
    case 'lateFigures':
    case 'alertRaised':
      return `/runs/${encodeURIComponent(entry.run)}`
    case 'versionDamaged':
    case 'timersParked':
      return mayLook ? '/timers' : ruleset
    case 'scheduledDutyOwed':
      return `/scheduled/${encodeURIComponent(entry.ruleset)}`
    case 'procedureWaiting':
      return `/cases/${encodeURIComponent(entry.case)}`
    case 'settlementOutdated':
      return `/settlements/${encodeURIComponent(entry.settlement)}`
  }
}

/** A key for one entry of a worklist. Pure. */
export function workKey(entry: WorkEntry): string {
  if (entry.kind === 'jurisdictionProposed') return `${entry.kind} ${entry.jurisdiction}`
  const { kind, ruleset, at } = entry
  const part =
    kind === 'thresholdCrossed'
      ? `${entry.rate} ${entry.pathway ?? ''}`
      : kind === 'alertRaised'
        ? `${entry.alert} ${entry.unit ?? ''}`
        : kind === 'proposalOpen' || kind === 'versionSuspended' || kind === 'pilotToEvaluate'
          ? entry.version
          : kind === 'versionDamaged' || kind === 'timersParked'
            ? `${entry.version} ${entry.problem.code}`
            : kind === 'objectionOpen'
              ? `${entry.unit} ${entry.indicator}`
              : kind === 'scheduledDutyOwed'
                ? `${entry.duty} ${entry.period} ${entry.unit ?? ''}`
                : ''
  return `${ruleset} ${kind} ${at} ${part} ${workAddress(entry)}`
}
