import type { Store } from '../ports/store.ts'
import {
  closingAction,
  latestOwn,
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
    latestOwn(store, openingAction, rememberedProcesses),
    latestOwn(store, closingAction, rememberedProcesses),
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

/** Where each chain of a process ends. An entry's id begins with its chain, so that ids lie chain after chain. */
async function* headsOf(store: Store, process: string): AsyncGenerator<ChainHead> {
  const between = async (above: string, below: string, direction: 'ascending' | 'descending') => {
    const [found] = await store.find<AuditEntry>('audit', {
      where: [
        { field: 'id', operator: 'greaterThan', value: above },
        { field: 'id', operator: 'lessThan', value: below },
      ],
      sort: { field: 'id', direction },
      limit: 1,
    })
    return found
  }
  // The slash comes right after the dot, and the semicolon after the colon.
  const end = `${process}/`
  let above = `${process}.`
  for (;;) {
    const next = await between(above, end, 'ascending')
    if (!next) return
    above = `${next.chain};`
    const last = await between(`${next.chain}:`, above, 'descending')
    if (last) yield { chain: last.chain, seq: last.seq, hash: last.hash }
  }
}
