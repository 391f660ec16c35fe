import type { Store } from '../ports/store.ts'
import {
  closingAction,
  openingAction,
  processOf,
  type AuditEntry,
  type ChainHead,
} from './audit-entry.ts'

/** How many former processes are looked at: more than ever run at once, or crash in a row before anyone looks. */
const rememberedProcesses = 32

/** Where the chains of former processes end, leaving out the ends that an entry names already. */
export async function findFormerHeads(store: Store): Promise<ChainHead[]> {
  const [openings, closings] = await Promise.all([
    latest(store, openingAction),
    latest(store, closingAction),
  ])
  const named = new Set([...openings, ...closings].flatMap(namedHeads).map(({ hash }) => hash))
  const found: ChainHead[] = []
  for (const opening of openings) {
    for await (const head of headsOf(store, processOf(opening.chain))) {
      if (!named.has(head.hash)) found.push(head)
    }
  }
  return found
}

/** The ends of chains an entry names. Pure. */
export function namedHeads(entry: AuditEntry): ChainHead[] {
  const listed =
    entry.action === openingAction
      ? entry.detail?.['former']
      : entry.action === closingAction
        ? entry.detail?.['heads']
        : undefined
  return Array.isArray(listed) ? (listed as ChainHead[]) : []
}

function latest(store: Store, action: string): Promise<AuditEntry[]> {
  return store.find<AuditEntry>('audit', {
    where: [{ field: 'action', operator: 'equal', value: action }],
    sort: { field: 'at', direction: 'descending' },
    limit: rememberedProcesses,
  })
}

async function* headsOf(store: Store, process: string): AsyncGenerator<ChainHead> {
  let after = `${process}.`
  for (;;) {
    const [next] = await store.find<AuditEntry>('audit', {
      where: [
        { field: 'chain', operator: 'greaterThan', value: after },
        // The slash comes right after the dot.
        { field: 'chain', operator: 'lessThan', value: `${process}/` },
      ],
      sort: { field: 'chain', direction: 'ascending' },
      limit: 1,
    })
    if (!next) return
    const [last] = await store.find<AuditEntry>('audit', {
      where: [{ field: 'chain', operator: 'equal', value: next.chain }],
      sort: { field: 'seq', direction: 'descending' },
      limit: 1,
    })
    if (last) yield { chain: last.chain, seq: last.seq, hash: last.hash }
    after = next.chain
  }
}
