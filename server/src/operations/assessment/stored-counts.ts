import type { Bundle } from '@jieli/engine'
import type {
  CaseCountsDocument,
  CaseCountsPart,
  CaseCountsPartName,
} from '../../documents/case-counts-document.ts'
import { StoreError } from '../../ports/store-error.ts'
import { storedAfter } from '../../ports/time.ts'
import { programVersion } from '../../program-version.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { forgetOldCounts, forgetStoredCounts, removeOldParts } from '../context/forget-counts.ts'
import { packRows, unpackRows } from '../context/pack-rows.ts'
import { counterOf, margin } from './count-case.ts'
import type { Counted, CountedAs } from './live-cache.ts'
import type { LiveContext } from './live-context.ts'
import { removedMark } from './removed-mark.ts'
import { type MonthState, type TallyState, tallyOf } from './month-counter.ts'

/** Counting what moved since they were written is to take no longer than reading a hundredth of the cases. */
const share = 100

/** What is kept beside the months. */
interface Rest {
  readonly undated: TallyState | null
  readonly remembered: readonly (readonly [id: string, as: CountedAs])[]
}

/**
 * Writes down what was counted, where so much has moved since it was last written that a start would have to count long:
 * only the months in which anything moved. What leaves cases out is not written: they are to be looked at again.
 */
export async function storeCounts(
  context: LiveContext,
  counted: Counted,
  version: { readonly ruleset: string; readonly bundle: Bundle },
): Promise<void> {
  const enough = Math.max(context.live.storedFrom, counted.cases / share)
  if (counted.moved < enough || counted.leftOut.told.length > 0 || counted.damaged.size > 0) return
  try {
    await write(context, counted, version)
  } catch (error) {
    // Where nothing can be written, what was counted is told all the same; the next look tries again.
    if (!(error instanceof StoreError)) throw error
  }
}

async function write(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle }: { readonly ruleset: string; readonly bundle: Bundle },
): Promise<void> {
  const { store, commit, sealer, clock } = context
  const { hash: id } = bundle
  const { county = null } = bundle.ruleset.manifest
  const before = await store.get('caseCounts', id)
  // Another server may have written them since: its parts are not ours to go on from.
  const known = before !== undefined && before.seal === counted.stored?.seal ? before.parts : []
  const parts: CaseCountsPartName[] = []
  const writePart = async (month: string | null, content: string) => {
    const writtenAt = clock.now()
    const part = { id: context.newId(), revision: 1, counts: id, county, writtenAt, content }
    await commit([{ kind: 'insert', collection: 'caseCountsParts', document: part }], 'mark')
    parts.push({ id: part.id, month, seal: sealOf(context, part, month) })
  }
  for (const [month, counter] of counted.months) {
    const same = known.find((part) => part.month === month && !counted.movedMonths.has(month))
    if (same === undefined) await writePart(month, packRows([counter.state()]))
    else parts.push(same)
  }
  const rest: Rest = {
    undated: counted.undated?.state() ?? null,
    remembered: [...counted.remembered],
  }
  await writePart(null, packRows([rest]))
  const { lookedAt, cases, removed = '' } = counted
  const bare = { ruleset, county, program: programVersion, lookedAt, cases, removed, parts }
  const seal = sealer.seal({ id, ...bare })
  const revision = (before?.revision ?? 0) + 1
  const document: CaseCountsDocument = { id, revision, ...bare, seal }
  const { committed } = await commit(
    [
      before === undefined
        ? { kind: 'insert', collection: 'caseCounts', document }
        : {
            kind: 'replace',
            collection: 'caseCounts',
            document,
            expectedRevision: before.revision,
          },
    ],
    'mark',
  )
  if (!committed) return
  counted.stored = document
  counted.moved = 0
  counted.movedMonths.clear()
  const named = new Set(parts.map((part) => part.id))
  await removeOldParts(context, id, {
    named,
    replaced: new Set(before?.parts.map((part) => part.id)),
  })
  await forgetOldCounts(context, { ruleset, county })
  // Somebody was erased meanwhile.
  if (county !== null && (await removedMark(context, county)) !== removed)
    await forgetStoredCounts(context, county)
}

/** Takes up what was counted before a start. Nothing where it is not there, or not to be relied on. */
export async function takeUpCounts(
  context: LiveContext,
  counted: Counted,
  { ruleset, bundle }: { readonly ruleset: string; readonly bundle: Bundle },
): Promise<void> {
  const { store, sealer, clock } = context
  const document = await store.get('caseCounts', bundle.hash)
  if (document === undefined) return
  const { revision: _revision, seal, ...sealed } = document
  const { program, lookedAt, removed, cases, parts } = document
  const usable =
    sealer.holds(sealed, seal) &&
    document.ruleset === ruleset &&
    program === programVersion &&
    removed === counted.removed &&
    lookedAt <= storedAfter(clock.now(), margin)
  if (!usable) return
  const contents = new Map<string | null, string>()
  for (const { id, month, seal: own } of parts) {
    const part = await store.get('caseCountsParts', id)
    if (part === undefined || !sealer.holds(sealedPart(part, month), own)) return
    contents.set(month, part.content)
  }
  for (const [month, content] of contents)
    if (month === null) {
      const [rest] = unpackRows<Rest>(content)
      if (rest?.undated) counted.undated = tallyOf(bundle, [], rest.undated)
      for (const [id, as] of rest?.remembered ?? []) counted.remembered.set(id, as)
    } else {
      const [state] = unpackRows<MonthState>(content)
      const counter = counterOf(bundle, month, state)
      if (counter !== undefined) counted.months.set(month, counter)
    }
  counted.lookedAt = lookedAt
  counted.cases = cases
  counted.stored = document
}

function sealOf({ sealer }: OperationContext, part: CaseCountsPart, month: string | null): string {
  return sealer.seal(sealedPart(part, month))
}

function sealedPart({ id, counts, content }: CaseCountsPart, month: string | null): object {
  return { id, counts, month, content }
}
