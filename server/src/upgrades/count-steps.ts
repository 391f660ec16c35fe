import type { CaseDocument } from '../documents/case-document.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { readAll } from '../operations/context/read-all.ts'

/** So many cases are written at once: one transaction for an embedded store. */
const batch = 200

/** Has the cases of before lists showed how many steps they took say so, so that a list need not read their histories. */
export async function countSteps(
  context: Pick<OperationContext, 'store' | 'commit'>,
): Promise<void> {
  let open: CaseDocument[] = []
  for await (const found of readAll(context.store, 'cases', {})) {
    if ((found as { steps?: number }).steps !== undefined) continue
    open.push(found)
    if (open.length < batch) continue
    await write(context, open)
    open = []
  }
  await write(context, open)
}

async function write(
  context: Pick<OperationContext, 'store' | 'commit'>,
  cases: readonly CaseDocument[],
): Promise<void> {
  await Promise.all(
    cases.map((found) => {
      // Of one that is damaged nothing may be left to count.
      const steps = (found as { history?: CaseDocument['history'] }).history?.length ?? 0
      const document: CaseDocument = { ...found, revision: found.revision + 1, steps }
      const expectedRevision = found.revision
      // One that was written meanwhile was written by a server that counts.
      return context.commit(
        [{ kind: 'replace', collection: 'cases', document, expectedRevision }],
        'mark',
      )
    }),
  )
}
