import type { Facts } from '@jieli/engine'
import { canonicalText } from '../../audit/canonical-text.ts'
import type { InnerProblem } from '../../audit/audited-collections.ts'
import { makerOf, type Sealer } from '../../audit/sealer.ts'
import { draftOf } from './draft-of-case.ts'
import { factsOf, searchFields } from './case-history.ts'
import { effectiveSteps, isOwnStep, rightSteps } from './right-moments.ts'
import {
  factsHold,
  isErased,
  refusalHolds,
  refusalMark,
  stepCoreHolds,
  stepPayloadHolds,
} from './case-seal.ts'
import type { CaseDocument, HistoryEntry, OutboxEntry } from '../../documents/case-document.ts'
import { dutyTimes, openOf, untimedFields } from './duty-fields.ts'
import { nextDue } from './next-due.ts'

/**
 * What is audited of a case: all of it, its history by where it ends, its refusals by their seals, and what may tell of
 * a person by the history alone, which hides it. The same work however long the case is. Pure.
 */
export function caseContent(document: CaseDocument): unknown {
  const { history, refusals, outbox: _outbox, snapshot, ...rest } = document
  const { patient: _patient, fromUnit: _from, toUnit: _to, ...more } = rest
  const { createKey: _key, requestHash: _hash, ...fields } = more
  const { facts: _facts, ...standing } = snapshot
  return {
    fields,
    snapshot: standing,
    history: {
      steps: history.length,
      head: history.at(-1)?.hash ?? null,
      erased: history.filter(isErased).map(({ seq }) => seq),
    },
    refusals: refusals.map(refusalMark),
  }
}

/**
 * Everything in a case that does not follow from its own history, or in the history from the seals of its steps;
 * nothing when it is whole. Pure.
 */
export function checkCase(document: CaseDocument, sealer: Sealer): InnerProblem[] {
  return [
    ...checkHistory(document, sealer),
    ...checkStatus(document),
    ...checkFacts(document),
    ...checkRest(document, sealer),
    ...checkErased(document),
  ]
}

/**
 * What a next step rests on: the last step by its seal, and state, timers and facts by that step. Pure.
 */
export function checkHead(document: CaseDocument, sealer: Sealer): InnerProblem[] {
  const { history } = document
  const last = history.at(-1)
  if (last === undefined || last.seq !== history.length) return [problem('history', '/history')]
  if (!stepCoreHolds(document.id, last, sealer)) return [brokenStep(history.length - 1)]
  return [
    ...checkStatus(document),
    ...(factsHold(last, document.snapshot.facts) === undefined
      ? checkFacts(document)
      : checkFactsAt(document, last)),
  ]
}

function checkHistory({ id, history }: CaseDocument, sealer: Sealer): InnerProblem[] {
  if (history.length === 0) return [problem('history', '/history')]
  const broken: InnerProblem[] = []
  let previous: string | null = null
  let keyed = false
  for (const [index, entry] of history.entries()) {
    const sealed = makerOf(entry.hash, sealer) !== 'unkeyed'
    const follows = entry.seq === index + 1 && entry.previous === previous && (sealed || !keyed)
    if (!follows || !stepCoreHolds(id, entry, sealer) || !stepPayloadHolds(entry)) {
      broken.push(brokenStep(index))
    }
    keyed ||= sealed
    previous = entry.hash
  }
  return broken
}

/** State and timers beside the last step. */
function checkStatus(document: CaseDocument): InnerProblem[] {
  const { snapshot, history } = document
  const last = history.at(-1)
  if (last === undefined) return []
  const expected: readonly [path: string, found: unknown, wanted: unknown][] = [
    ['/state', document.state, last.to],
    ['/status', document.status, last.status],
    ['/updatedAt', document.updatedAt, last.recordedAt],
    ['/snapshot/value', snapshot.value, last.value],
    ['/snapshot/status', snapshot.status, last.status],
    ['/snapshot/at', Date.parse(snapshot.at), Date.parse(actedAt(history, last))],
    ['/snapshot/steps', snapshot.steps, history.length],
    ['/snapshot/bundle', snapshot.bundle, document.bundle],
    ['/snapshot/duties', snapshot.duties, last.duties],
    ['/snapshot/untimed', snapshot.untimed, last.untimed],
    ['/snapshot/successors', snapshot.successors, last.successors],
    ['/untimedYear', document.untimedYear, untimedFields(snapshot).untimedYear],
    ['/snapshot/pathway', snapshot.pathway, document.pathway],
  ]
  const problems = expected
    .filter(([, found, wanted]) => found !== wanted && !equal(found, wanted))
    .map(([path]) => problem('snapshot', path))
  // A timer that led nowhere is let go without a step; none ever comes without one.
  const known = new Set(last.timers.map((timer) => canonicalText(timer)))
  if (!snapshot.timers.every((timer) => known.has(canonicalText(timer)))) {
    problems.push(problem('snapshot', '/snapshot/timers'))
  }
  return problems
}

/** When the last step happened that was the case's own: one that only counts or puts right moments does not move it on. */
function actedAt(history: readonly HistoryEntry[], last: HistoryEntry): string {
  if (isOwnStep(last) && last.correction === undefined) return last.at
  return effectiveSteps(rightSteps(history)).at(-1)?.at ?? ''
}

/** The facts beside what the steps made of them, one after another. */
function checkFacts(document: CaseDocument): InnerProblem[] {
  const { history, snapshot } = document
  const last = history.at(-1)
  if (last === undefined) return []
  const known = factsHold(last, snapshot.facts)
  if (known === undefined && isErased(last)) return fieldsOf(document, {}, {})
  const wanted = history.some(isErased) ? snapshot.facts : factsOf(history)
  return known === false
    ? [problem('snapshot', '/snapshot/facts')]
    : fieldsOf(document, wanted, snapshot.facts)
}

/** The facts beside what the last step says they were. */
function checkFactsAt(document: CaseDocument, last: HistoryEntry): InnerProblem[] {
  const { facts } = document.snapshot
  return factsHold(last, facts) === true
    ? fieldsOf(document, facts, facts)
    : [problem('snapshot', '/snapshot/facts')]
}

/** Facts, and the fields a case is found by, beside what they are to be. */
function fieldsOf(document: CaseDocument, wanted: Facts, named: Facts): InnerProblem[] {
  const problems: InnerProblem[] = []
  const { snapshot } = document
  if (snapshot.facts !== wanted && !equal(snapshot.facts, wanted)) {
    problems.push(problem('snapshot', '/snapshot/facts'))
  }
  for (const [name, value] of Object.entries(searchFields({ ...snapshot, facts: named }))) {
    if (document[name as 'patient' | 'fromUnit' | 'toUnit'] !== value) {
      problems.push(problem('snapshot', `/${name}`))
    }
  }
  return problems
}

/** What was asked for, what was refused, the key the case began with, and when its timers are looked at. */
function checkRest(document: CaseDocument, sealer: Sealer): InnerProblem[] {
  const { id, history, refusals, outbox, createKey, requestHash } = document
  const problems: InnerProblem[] = [
    ...checkMarks(document),
    ...checkDuties(document),
    ...checkDraft(document),
  ]
  const [first] = history
  if ((createKey ?? null) !== (first?.request?.key ?? null)) {
    problems.push(problem('snapshot', '/createKey'))
  }
  // Of an older version the hash may be with the first step alone.
  const alone = requestHash === undefined && first?.payload === undefined
  if (!alone && requestHash !== first?.request?.hash) {
    problems.push(problem('snapshot', '/requestHash'))
  }
  const query = history.flatMap((entry) => outboxOf(id, entry))
  if (!equal(outbox, query)) problems.push(problem('snapshot', '/outbox'))
  for (const [index, refusal] of refusals.entries()) {
    if (!refusalHolds(id, refusal, sealer)) {
      problems.push(problem('history', `/refusals/${index}`))
    }
  }
  return problems
}

/** One that says a person was erased from it holds nothing that could tell of them. */
function checkErased({ erased, archived, history, refusals }: CaseDocument): InnerProblem[] {
  if (erased === undefined && archived === undefined) return []
  return [...history, ...refusals].every(isErased) ? [] : [problem('snapshot', '/erased')]
}

/** What lists count, and when the case is looked at for its timers: as they are due, unless one is marked as stuck. */
function checkMarks(document: CaseDocument): InnerProblem[] {
  const { snapshot, history, nextTimerAt, stuckTimer, stuckTimerAt } = document
  const { steps } = document as { readonly steps?: number }
  // Of an older version, whose steps carry no key, the steps may not have been counted yet.
  const uncounted = steps === undefined && history.at(-1)?.payload === undefined
  if (!uncounted && steps !== history.length) return [problem('snapshot', '/steps')]
  if (stuckTimerAt !== stuckTimer?.dueAt) return [problem('snapshot', '/stuckTimerAt')]
  if (stuckTimer !== undefined || nextTimerAt === nextDue(snapshot.timers)) return []
  return [problem('snapshot', '/nextTimerAt')]
}

/** The draft a procedure is listed with, beside the one its steps speak of. */
function checkDraft({ procedure, history }: CaseDocument): InnerProblem[] {
  return equal(procedure?.draft ?? null, draftOf(history) ?? null)
    ? []
    : [problem('snapshot', '/procedure/draft')]
}

/** What the duties are listed by, beside the duties. Their words, and whose they are, the log alone holds against. */
function checkDuties(document: CaseDocument): InnerProblem[] {
  const { openDuties = [], snapshot } = document
  if (!Array.isArray(openDuties)) return [problem('snapshot', '/openDuties')]
  const listed = openDuties.map(({ title: _title, party: _party, side: _side, ...open }) => open)
  if (!equal(listed, openOf(snapshot.duties))) return [problem('snapshot', '/openDuties')]
  const times: Readonly<Record<string, string>> = { ...dutyTimes(openDuties) }
  return (['dutyAt', 'fromDutyAt', 'toDutyAt'] as const)
    .filter((field) => document[field] !== times[field])
    .map((field) => problem('snapshot', `/${field}`))
}

/** The effects a step asked for, as they wait to be delivered. Pure. */
export function outboxOf(caseId: string, entry: UnsealedActions): OutboxEntry[] {
  const { seq, recordedAt, actions, corrected } = entry
  const at = recordedAt
  return [
    ...(corrected?.voided ?? []).map(({ id, action }) => ({
      id: `${id}:voided`,
      seq,
      at,
      action,
      voids: id,
    })),
    ...actions.map((action, index) => ({ id: effectId(caseId, seq, index), seq, at, action })),
  ]
}

/** The id of the effect of a step at a place in what the step asks for. Pure. */
export function effectId(caseId: string, seq: number, index: number): string {
  return `${caseId}:${seq}:${index + 1}`
}

type UnsealedActions = Pick<HistoryEntry, 'seq' | 'recordedAt' | 'actions' | 'corrected'>

function brokenStep(index: number): InnerProblem {
  return problem('history', `/history/${index}`)
}

function problem(what: 'history' | 'snapshot', path: string): InnerProblem {
  return { code: what === 'history' ? 'CASE_HISTORY_CHANGED' : 'CASE_STATE_CHANGED', path }
}

function equal(a: unknown, b: unknown): boolean {
  return canonicalText(a) === canonicalText(b)
}
