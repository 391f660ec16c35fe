import { actingUnit, type Bundle, type CaseSnapshot, handOver, type Party } from '@jieli/engine'
import type { CaseDocument } from '../../../documents/case-document.ts'
import { unlessDamaged } from '../../context/damaged-versions.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { assertSound } from '../case-soundness.ts'
import { maxHistory } from '../case-step.ts'

/** From which unit to which. */
export interface UnitPair {
  readonly from: string
  readonly to: string
}

/** What comes of handing a case over; `none`: it does not concern the unit. */
export type HandoverOfCase =
  | { readonly kind: 'none' }
  | { readonly kind: 'cannot'; readonly because: 'altered' | 'version' | 'length' }
  | {
      readonly kind: 'handed'
      readonly snapshot: CaseSnapshot
      readonly bundle: Bundle
      /** The parties as which the other unit acts from then. */
      readonly parties: readonly Party[]
    }

/** What would become of an open case, or what becomes of it. */
export async function handoverOfCase(
  context: Pick<OperationContext, 'bundles' | 'sealer'>,
  document: CaseDocument,
  { from, to }: UnitPair,
): Promise<HandoverOfCase> {
  const { snapshot, history } = document
  const { facts, successors = {} } = snapshot
  // Most cases name it nowhere, and no version is opened for these.
  if (![...Object.values(facts), ...Object.values(successors)].includes(from))
    return { kind: 'none' }
  const opened = await unlessDamaged(async () => context.bundles.bundleOfCase(document))
  if ('damaged' in opened) return { kind: 'cannot', because: 'version' }
  const bundle = opened.value
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === document.pathway)
  const next = pathway && handOver(pathway, snapshot, (unit) => (unit === from ? to : unit))
  if (pathway === undefined || next === undefined || next === snapshot) return { kind: 'none' }
  try {
    assertSound(context, document)
  } catch {
    // What was changed past the server is looked at by people first.
    return { kind: 'cannot', because: 'altered' }
  }
  if (history.length >= maxHistory) return { kind: 'cannot', because: 'length' }
  const parties = pathway.parties.filter(({ unitFact }) => actingUnit(snapshot, unitFact) === from)
  return { kind: 'handed', snapshot: next, bundle, parties }
}
