import { createHash } from 'node:crypto'
import type { CaseReadDocument, CaseReadWay } from '../../documents/case-read-document.ts'
import { type Caller, recordedActor } from './caller.ts'
import type { OperationContext } from './operation-context.ts'

/** What was read. */
export interface ReadCase {
  readonly case: string | null
  readonly patient: string | null
  readonly county: string
}

type Context = Pick<OperationContext, 'store' | 'commit' | 'clock' | 'newId'>

/** Lists name patients by the hundred, and pages ask for them again and again: each is noted once an hour. */
const oncePerHour: ReadonlySet<CaseReadWay> = new Set(['list', 'figure'])

/** So many of those that are noted are remembered. */
const maxRemembered = 20_000
const noted = new WeakMap<object, Set<string>>()

/**
 * Notes who reads which patient's case, before what was read goes out: where it cannot be noted, it is not read. What
 * reads for the server itself is nobody, and cases of the community are no patient's.
 * @throws {StoreError}
 */
export async function noteCaseReads(
  context: Context,
  caller: Caller,
  way: CaseReadWay,
  read: readonly ReadCase[],
): Promise<void> {
  if (caller.kind === 'system' || read.length === 0) return
  const at = context.clock.now()
  const documents = read.map((each): CaseReadDocument => ({
    id: oncePerHour.has(way) ? hourId(caller, way, each, at) : context.newId(),
    revision: 1,
    at,
    actor: recordedActor(caller),
    person: caller.id,
    way,
    case: each.case,
    patient: each.patient,
    county: each.county,
  }))
  await insert(context, new Map(documents.map((document) => [document.id, document])))
}

async function insert(
  context: Context,
  wanted: ReadonlyMap<string, CaseReadDocument>,
): Promise<void> {
  const known = remembered(context.store)
  for (;;) {
    const unknown = [...wanted.values()].filter(({ id }) => !known.has(id))
    const missing = await Promise.all(
      unknown.map(async (document) =>
        oncePerHour.has(document.way) && (await isNoted(context, document)) ? [] : [document],
      ),
    )
    const change = missing
      .flat()
      .map((document) => ({ kind: 'insert', collection: 'caseReads', document }) as const)
    // Another server, or another page of theirs, may be noting the same: what it has noted is passed over.
    if (change.length > 0 && !(await context.commit(change, 'mark')).committed) continue
    for (const { id, way } of wanted.values()) if (oncePerHour.has(way)) known.add(id)
    return
  }
}

async function isNoted({ store }: Context, { id }: CaseReadDocument): Promise<boolean> {
  return (await store.get('caseReads', id)) !== undefined
}

function remembered(store: object): Set<string> {
  const found = noted.get(store)
  if (found !== undefined && found.size < maxRemembered) return found
  const fresh = new Set<string>()
  noted.set(store, fresh)
  return fresh
}

/** The same for the same person, way, case and hour. */
function hourId(caller: Caller, way: CaseReadWay, read: ReadCase, at: string): string {
  const parts = [caller.kind, caller.id, way, read.case, read.patient, at.slice(0, 13)]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
}
