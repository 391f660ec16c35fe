import type { Store } from '../ports/store.ts'
import { entryHash, entryId, openingAction, processOf, type AuditEntry } from './audit-entry.ts'
import type { ChainHead } from './audit-entry.ts'
import { chainName } from './chain-pool.ts'
import { namedHeads } from './former-heads.ts'

export interface AuditProblem {
  /** The entry at fault, or the first that is missing. */
  readonly id: string
  /**
   * `changed`: its content is not what its hash says. `missing`: it is not
   * there, though a later entry shows that it was. `misplaced`: it does not
   * follow from the entry before it. `unplaced`: it was written past the chains.
   */
  readonly problem: 'changed' | 'missing' | 'misplaced' | 'unplaced'
}

export interface AuditReport {
  readonly entries: number
  readonly chains: number
  readonly problems: readonly AuditProblem[]
}

const pageSize = 500

/**
 * Reads the whole audit log and says where it is not as it was written. Entries
 * cut off the very end of the latest process's chains show only once a later
 * process has named where they ended, or a copy of the log is compared.
 *
 * @throws {StoreError}
 */
export async function verifyAudit(store: Store): Promise<AuditReport> {
  const problems: AuditProblem[] = []
  const named = new Map<string, ChainHead>()
  const roots = new Map<string, string>()
  let entries = 0
  let chains = 0
  let end: ChainHead | undefined

  for await (const entry of allEntries(store)) {
    entries += 1
    if (typeof entry.chain !== 'string' || typeof entry.seq !== 'number') {
      problems.push({ id: entry.id, problem: 'unplaced' })
      continue
    }
    if (entry.chain !== end?.chain) {
      chains += 1
      end = { chain: entry.chain, seq: 0, hash: rootOf(entry, roots) }
    }
    const problem = problemWith(entry, end)
    if (problem) problems.push(problem)
    if (entry.action === openingAction) roots.set(processOf(entry.chain), entry.hash)
    for (const head of namedHeads(entry)) named.set(`${head.chain}:${head.hash}`, head)
    end = { chain: entry.chain, seq: entry.seq, hash: entry.hash }
  }

  for (const head of named.values()) {
    const id = entryId(head.chain, head.seq)
    const entry = await store.get<AuditEntry>('audit', id)
    if (!entry) problems.push({ id, problem: 'missing' })
    else if (entry.hash !== head.hash) problems.push({ id, problem: 'changed' })
  }
  return { entries, chains, problems: distinct(problems) }
}

function problemWith(entry: AuditEntry, end: ChainHead): AuditProblem | undefined {
  const { id } = entry
  if (entryHash(entry) !== entry.hash) return { id, problem: 'changed' }
  if (id !== entryId(entry.chain, entry.seq)) return { id, problem: 'misplaced' }
  if (entry.seq > end.seq + 1) {
    return { id: entryId(entry.chain, end.seq + 1), problem: 'missing' }
  }
  return entry.previous === end.hash ? undefined : { id, problem: 'misplaced' }
}

/** What a chain's first entry must name: nothing for the opening entry, and the opening entry for every other. */
function rootOf({ chain }: AuditEntry, roots: ReadonlyMap<string, string>): string {
  const process = processOf(chain)
  return chain === chainName(process, 0) ? '' : (roots.get(process) ?? 'the opening entry is gone')
}

async function* allEntries(store: Store): AsyncGenerator<AuditEntry> {
  let last: string | undefined
  for (;;) {
    const page = await store.find<AuditEntry>('audit', {
      ...(last !== undefined && { after: { value: last, id: last } }),
      limit: pageSize,
    })
    yield* page
    if (page.length < pageSize) return
    last = page.at(-1)!.id
  }
}

function distinct(problems: readonly AuditProblem[]): AuditProblem[] {
  return [...new Map(problems.map((each) => [`${each.id} ${each.problem}`, each])).values()]
}
