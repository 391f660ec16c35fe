import { indexRuleset, personalClassOf, type Ruleset } from '@jieli/engine'
import type { Case, HistoryEntry, Refusal } from '../../contracts/case.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Whether somebody may see what is sensitive in a case: a case of the community holds nothing of a patient. Pure. */
export function maySeeAll(caller: Caller, document: CaseDocument): boolean {
  return document.procedure !== undefined || maySeeCase(caller, 'cases.sensitive', document)
}

/**
 * That somebody may see what is sensitive in a case: what is made of all of it is not shown in parts.
 * @throws ServerError PERMISSION_MISSING
 */
export function assertMaySeeAll(caller: Caller, document: CaseDocument): void {
  if (maySeeAll(caller, document)) return
  const { id: target, county } = document
  const permission = 'cases.sensitive'
  throw new ServerError('PERMISSION_MISSING', { permission }, { refused: { target, county } })
}

/** A case as somebody may see it: whole, or without what is sensitive. */
export async function veiledCase(
  context: Pick<OperationContext, 'bundles'>,
  caller: Caller,
  document: CaseDocument,
  shown: Case,
): Promise<Case> {
  if (maySeeAll(caller, document)) return shown
  // Where the version cannot be read nobody knows the classes of its facts, and all are held for sensitive.
  const bundle = await context.bundles.bundleOfCase(document).catch((error: unknown) => {
    if (error instanceof ServerError) return undefined
    throw error
  })
  return veilCase(shown, bundle?.ruleset)
}

/**
 * A case without what is sensitive: the facts of that class, and whatever may quote one of them, words that people wrote and the
 * reasons of decisions among them. What is withheld is named, so that nobody takes it for unknown or for nothing. Pure.
 */
export function veilCase(shown: Case, ruleset: Ruleset | undefined): Case {
  const veil = veilOf(ruleset)
  const own = veil(shown.facts)
  // Why a timer fails may quote what is known of the case; that its version is damaged cannot.
  const { problem, ...rest } = shown
  return {
    ...rest,
    ...(problem?.code === 'BUNDLE_DAMAGED' && { problem }),
    facts: own.shown,
    hidden: [...own.hidden, ...(shown.outbox.length > 0 ? ['outbox'] : [])],
    history: shown.history.map((entry) => veilEntry(entry, veil)),
    refusals: shown.refusals.map(veilRefusal),
    outbox: [],
  }
}

type Veil = <Values extends Readonly<Record<string, unknown>>>(
  values: Values,
) => { readonly shown: Values; readonly hidden: readonly string[] }

/** What is shown of some facts, and the names of those that are not: of a ruleset nobody can read, all. */
export function veilOf(ruleset: Ruleset | undefined): Veil {
  const facts = ruleset && indexRuleset(ruleset).facts
  const isShown = (id: string) => personalClassOf(facts?.get(id)) !== 'sensitive'
  return (values) => {
    const shown = Object.entries(values).filter(([id]) => isShown(id))
    const hidden = Object.keys(values).filter((id) => !isShown(id))
    return { shown: Object.fromEntries(shown) as typeof values, hidden }
  }
}

function veilEntry(entry: HistoryEntry, veil: Veil): HistoryEntry {
  const { reason, correction, attachments, ...rest } = entry
  const [facts, changes] = [veil(entry.facts), veil(entry.changes)]
  return {
    ...rest,
    facts: facts.shown,
    changes: changes.shown,
    decisions: [],
    actions: [],
    ...(attachments && { attachments: attachments.map((each) => ({ ...each, name: null })) }),
    hidden: [
      ...new Set([...facts.hidden, ...changes.hidden]),
      ...(reason === undefined ? [] : ['reason']),
      ...(correction === undefined ? [] : ['correction']),
      ...(attachments === undefined ? [] : ['attachments']),
      ...(entry.decisions.length > 0 ? ['decisions'] : []),
      ...(entry.actions.length > 0 ? ['actions'] : []),
    ],
  }
}

function veilRefusal(refusal: Refusal): Refusal {
  return {
    ...refusal,
    message: { zh: '理由已隐去', en: 'the reason is hidden' },
    needs: [],
    decisions: [],
    hidden: ['message', 'needs', 'decisions'],
  }
}
