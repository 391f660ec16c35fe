import { step, startCase } from '@jieli/engine'
import { applyStep, createCase } from '../../../server/src/operations/cases/case-step.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import type { RecordedActor } from '../../../server/src/documents/recorded-actor.ts'
import { findPublications } from '../../../server/src/operations/context/find-publication.ts'
import type { TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'

const actor: RecordedActor = { kind: 'system', id: 'test', title: 'test' }

/** Stores cases that wait for an answer, as if each had been sent at the moment given. */
export async function storeWaitingCases(
  server: TestServer,
  ruleset: string,
  moments: readonly string[],
): Promise<string[]> {
  const { context } = server
  const [publication] = await findPublications(context.store, ruleset)
  if (publication === undefined) throw new Error(`${ruleset} is not published`)
  const bundle = await context.bundles.bundleOf(publication)
  const maker = { bundle, sealer: context.sealer }
  const documents = moments.map((at): CaseDocument => {
    const facts = referralFacts() as never
    const begun = startCase(bundle, { pathway: 'referral', facts, at })
    if (!begun.taken) throw new Error(begun.issue.message.en)
    const record = { actor, facts, at, recordedAt: at }
    const document = createCase(context.newId(), maker, begun, {
      ...record,
      event: 'start',
    })
    const sent = step(bundle, document.snapshot, { type: 'send', at })
    if (!sent.taken) throw new Error(sent.issue.message.en)
    return applyStep(document, maker, sent, { ...record, facts: {}, event: 'send' })
  })
  await Promise.all(
    documents.map((document) =>
      context.commit([{ kind: 'insert', collection: 'cases', document }], {
        action: 'case.start',
        actor,
        target: document.id,
        county: document.county,
      }),
    ),
  )
  return documents.map(({ id }) => id)
}

/** A stored case as it is. */
export async function storedCase(server: TestServer, id: string): Promise<CaseDocument> {
  const document = await server.store.get<CaseDocument>('cases', id)
  if (document === undefined) throw new Error(`no case ${id}`)
  return document
}
