import type { Pathway } from '@jieli/engine'
import type { HistoryEntry } from '../../documents/case-document.ts'
import { rolesAt } from './state-roles.ts'

/** Roles of events by which somebody answers for a draft. */
export const approving: ReadonlySet<string | undefined> = new Set(['approve', 'file'])

/**
 * The steps since the draft was put before those who approve last: none while it is being drafted. What was approved
 * before that counts no more. Pure.
 */
export function roundOf(
  pathway: Pathway,
  history: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const begun = history.findLastIndex(({ to }) => rolesAt(pathway, to).has('drafting'))
  return history.slice(begun + 1)
}

/** How often it was put before those who approve. Pure. */
export function roundsOf(pathway: Pathway, history: readonly HistoryEntry[]): number {
  return history.filter(
    ({ from, to }) =>
      from !== null &&
      rolesAt(pathway, from).has('drafting') &&
      !rolesAt(pathway, to).has('drafting'),
  ).length
}

/** The approvals and filings among steps, each with the event it was given by. Pure. */
export function approvalsIn(pathway: Pathway, steps: readonly HistoryEntry[]) {
  return steps.flatMap((step) => {
    const event = pathway.events.find(({ id }) => id === step.event)
    return event !== undefined && approving.has(event.role) ? [{ step, event }] : []
  })
}
