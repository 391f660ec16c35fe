import { actingUnit, describeSides, type Pathway, type Ruleset } from '@jieli/engine'
import type { CaseDraft } from '../../contracts/approval.ts'
import type { Difference } from '../../contracts/pull.ts'
import type { CaseDocument, HistoryEntry } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type BoundDraft, draftOf, draftRuleset } from '../cases/draft-of-case.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import { assertSound } from '../cases/case-soundness.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { differencesBetween } from '../drafts/read-differences.ts'
import { commentsOf } from './comments-of.ts'
import { governingVersion, ungoverned } from './needed-procedures.ts'
import { presentComment } from './present-comment.ts'
import { approvalsIn, approving, roundOf, roundsOf } from './round-of.ts'
import { resolveSealed } from './seal-draft.ts'
import { actsForDrafting } from './unit-in.ts'

/**
 * The draft a case is about, for whoever takes part in it: what it changes, in sentences, who has approved which
 * content, what is missing, and each time it was sent back.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ALTERED, CASE_WITHOUT_DRAFT
 */
export async function readCaseDraft(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<CaseDraft> {
  const document = await readVisibleCase(context, caller, id)
  assertSound(context, document)
  const draft = draftOf(document.history)
  const bundle = await context.bundles.bundleOfCase(document)
  const pathway = bundle.ruleset.pathways.find((each) => each.id === document.pathway)
  if (draft === undefined || pathway === undefined)
    throw new ServerError('CASE_WITHOUT_DRAFT', { id })
  return {
    case: id,
    ruleset: document.ruleset,
    draft,
    rounds: roundsOf(pathway, document.history),
    approvals: approvalsOf(pathway, document),
    refusals: refusalsIn(pathway, document.history),
    comments: (await commentsOf(context, id)).map(presentComment),
    answers: actsForDrafting(caller, bundle, document),
    ...(await presentContent(context, { pathway, ruleset: draftRuleset(document) }, draft)),
  }
}

/** Each approval and filing the chart asks for, with whoever gave it in this round. Pure. */
export function approvalsOf(pathway: Pathway, document: CaseDocument): CaseDraft['approvals'] {
  const given = approvalsIn(pathway, roundOf(pathway, document.history))
  return pathway.events
    .filter(({ role }) => approving.has(role))
    .map((event) => {
      const party = pathway.parties.find((each) => event.actors.includes(each.id))
      const last = given.findLast((each) => each.event.id === event.id)?.step
      return {
        event: event.id,
        title: event.title,
        party: party?.title ?? event.title,
        unit: (party && actingUnit(document.snapshot, party.unitFact)) ?? null,
        ...(last && {
          given: { at: last.at, by: last.actor, draft: spokenOf(last), seal: last.hash },
        }),
      }
    })
}

/** Each time it was sent back, the first first. Pure. */
export function refusalsIn(
  pathway: Pathway,
  history: readonly HistoryEntry[],
): CaseDraft['refusals'] {
  return history.flatMap((step) => {
    const event = pathway.events.find((each) => each.id === step.event)
    if (event?.role !== 'return') return []
    const { at, actor: by, reason = null } = step
    return [{ at, by, title: event.title, reason, draft: spokenOf(step) }]
  })
}

function spokenOf({ draft }: HistoryEntry): BoundDraft {
  return { revision: draft?.revision ?? 0, content: draft?.content ?? '' }
}

/** What the changes of a first version are told against: parameters without a value, and nothing else that is governed. Pure. */
function unsaid(candidate: Ruleset, pathway: Pathway): Ruleset {
  const bare = ungoverned(candidate, pathway)
  const parameters = candidate.parameters.map((each) => ({ ...each, values: [] }))
  return pathway.governs?.includes('parameters') === true ? { ...bare, parameters } : bare
}

/** What is new is approved by what it says, field by field. Pure. */
function sideOf(ruleset: Ruleset, change: Pick<Difference, 'after'> = {}) {
  return { ruleset, value: change.after ?? null }
}

/** Whether the draft still says what was put before them, and what it changes while it does. */
async function presentContent(
  context: OperationContext,
  { pathway, ruleset }: { readonly pathway: Pathway; readonly ruleset: string },
  bound: BoundDraft,
): Promise<Pick<CaseDraft, 'present' | 'changes'>> {
  const published = await context.store.find('publications', {
    where: [{ field: 'ruleset', operator: 'equal', value: ruleset }],
    sort: { field: 'sequence', direction: 'descending' },
    limit: 100,
    only: ['hash'],
  })
  if (published.some(({ hash }) => hash === bound.content))
    return { present: 'published', changes: [] }
  const stored = await context.store.get('drafts', ruleset)
  if (stored?.layer == null) return { present: 'gone', changes: [] }
  const { sealed, candidate, parent } = await resolveSealed(context, ruleset)
  if (sealed.content !== bound.content) return { present: 'changed', changes: [] }
  // Of a first version all that is governed is new.
  const before = (await governingVersion(context, candidate)) ?? unsaid(candidate, pathway)
  const changes = differencesBetween(context, before, { ruleset: candidate, parent }).map(
    (change) =>
      change.kind === 'added'
        ? {
            ...change,
            rows: describeSides(change.path, [sideOf(before), sideOf(candidate, change)]),
          }
        : change,
  )
  return { present: 'same', changes: [...changes] }
}
