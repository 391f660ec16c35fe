import type { CdsFeedback } from '../../contracts/cds.ts'
import type { AdviceCardDocument, CardFeedback } from '../../documents/advice-card-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import { findService } from './advise.ts'

type Entry = CdsFeedback['feedback'][number]

/** More feedback than this on one card is not kept. */
const maxFeedback = 20

/**
 * Keeps what users did with cards. The same feedback sent again changes nothing; of several on one card the latest
 * counts, by when the user acted. All entries are looked at before any is kept.
 * @returns how many were new
 * @throws ServerError CDS_CARD_UNKNOWN, CDS_FEEDBACK_FULL, CDS_SERVICE_UNKNOWN, RULESET_UNKNOWN, NOTHING_IN_FORCE,
 * SCOPE_MISSING
 */
export async function keepFeedback(
  context: OperationContext,
  caller: Caller,
  query: { readonly ruleset: string; readonly service: string; readonly sent: CdsFeedback },
): Promise<{ readonly stored: number }> {
  const { bundle } = await bundleInForce(context, caller, query.ruleset)
  assertRulesetScope(caller, 'decide', bundle.ruleset.manifest)
  findService(bundle, query)
  const { feedback } = query.sent
  for (const [at, entry] of feedback.entries()) {
    const card = await context.store.get('adviceCards', entry.card)
    if (card?.ruleset !== query.ruleset || card.service !== query.service)
      throw new ServerError('CDS_CARD_UNKNOWN', { card: entry.card, at: at + 1 })
    if (card.feedback.length >= maxFeedback)
      throw new ServerError('CDS_FEEDBACK_FULL', { card: entry.card, most: maxFeedback })
  }
  let stored = 0
  for (const entry of feedback) if (await keep(context, caller, entry)) stored += 1
  return { stored }
}

async function keep(context: OperationContext, caller: Caller, entry: Entry): Promise<boolean> {
  for (;;) {
    const card = await context.store.get('adviceCards', entry.card)
    if (card === undefined) throw new TypeError('a card that was there is gone')
    const next = withFeedback(card, { entry, by: recordedActor(caller) })
    if (next === undefined) return false
    const result = await context.commit(
      [
        {
          kind: 'replace',
          collection: 'adviceCards',
          document: next,
          expectedRevision: card.revision,
        },
      ],
      {
        action: 'cds.feedback',
        actor: recordedActor(caller),
        target: `${card.ruleset}/${card.decision}`,
        county: card.county ?? undefined,
        detail: { card: card.id, outcome: entry.outcome, reason: next.reason, unit: card.unit },
      },
    )
    if (result.committed) return true
  }
}

/** The card with feedback on it; undefined where it has this already. Pure. */
function withFeedback(
  card: AdviceCardDocument,
  { entry, by }: { readonly entry: Entry; readonly by: CardFeedback['by'] },
): AdviceCardDocument | undefined {
  const added: CardFeedback = {
    outcome: entry.outcome,
    at: new Date(entry.outcomeTimestamp).toISOString(),
    by,
    suggestions: (entry.acceptedSuggestions ?? []).map(({ id }) => id),
    reason: entry.overrideReason?.reason?.code ?? null,
    comment: entry.overrideReason?.userComment ?? null,
  }
  const known = card.feedback.some(
    (each) =>
      each.at === added.at && each.outcome === added.outcome && each.reason === added.reason,
  )
  if (known || card.feedback.length >= maxFeedback) return undefined
  const feedback = [...card.feedback, added].toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const latest = feedback.at(-1) ?? added
  return {
    ...card,
    revision: card.revision + 1,
    status: latest.outcome,
    reason: latest.outcome === 'overridden' ? latest.reason : null,
    feedback,
  }
}
