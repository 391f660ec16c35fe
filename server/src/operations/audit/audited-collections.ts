import { createBundle } from '@jieli/engine'
import type {
  AuditedCollection,
  InnerProblem,
  NamedDocument,
} from '../../audit/audited-collections.ts'
import type { Sealer } from '../../audit/sealer.ts'
import type { collections } from '../../ports/collections.ts'
import type { StoredDocument } from '../../ports/store.ts'
import type { RunDocument, TableImport } from '../../documents/assessment-documents.ts'
import { caseContent, checkCase } from '../cases/case-check.ts'
import { isErased } from '../cases/case-seal.ts'
import type {
  BundleDocument,
  CaseDocument,
  ImportDocument,
  PublicationDocument,
} from '../../documents/documents.ts'
import type { SettlementDocument } from '../../documents/settlement-documents.ts'

/** Every collection the server keeps but the log itself. */
type AuditedName = Exclude<(typeof collections)[number]['name'], 'audit' | 'checkpoints'>

/**
 * How each collection is audited. What is not told here is audited whole; the server's own marks are those listed as
 * `mark`, and of a case how many steps it took and when its timers are looked at.
 */
export const auditedCollections = {
  cases: subject<CaseDocument>({
    content: caseContent,
    check: checkCase,
    names: ({ refusals }) =>
      named(
        'refusals',
        refusals.flatMap((each) =>
          each.traces === undefined || isErased(each) ? [] : each.traces,
        ),
      ),
    // A timer that cannot be fired is marked on its case, which is no step; steps are counted for lists.
    marks: ['nextTimerAt', 'stuckTimer', 'stuckTimerAt', 'steps'],
  }),
  refusals: { kind: 'content' },
  drafts: { kind: 'subject' },
  bundles: content<BundleDocument>(
    ({ content: rules, origin }) => createBundle(rules, origin).hash,
  ),
  damagedVersions: { kind: 'subject', removable: true },
  publications: subject<PublicationDocument>({
    names: ({ bundle, hash }) => [{ collection: 'bundles', id: bundle, hash }],
  }),
  jurisdictions: { kind: 'subject' },
  units: { kind: 'subject' },
  tableImports: subject<TableImport>({
    names: ({ chunks }) => chunks.map(({ id }) => ({ collection: 'tableChunks', id })),
  }),
  tableChunks: { kind: 'content' },
  runs: subject<RunDocument>({
    names: (run) => named('runChunks', [run.content, ...run.cases]),
  }),
  runChunks: { kind: 'content' },
  settlements: subject<SettlementDocument>({
    names: ({ content: whole, events, earlier, postings, open }) =>
      named('settlementChunks', [whole, ...events, ...earlier, ...postings, ...open]),
  }),
  settlementChunks: { kind: 'content' },
  standings: { kind: 'mark' },
  notices: { kind: 'subject' },
  imports: subject<ImportDocument>({
    names: ({ file }) => [{ collection: 'travelFiles', id: file }],
  }),
  travelFiles: { kind: 'content' },
  signers: { kind: 'subject', removable: true },
  users: { kind: 'subject' },
  sessions: { kind: 'subject', removable: true, expires: true },
  signInPlaces: { kind: 'mark' },
  keys: { kind: 'subject' },
  wrongMoments: { kind: 'mark' },
  meta: { kind: 'mark' },
} as const satisfies Readonly<Record<AuditedName, AuditedCollection>>

/** Each function of a collection is given its own documents alone. */
function subject<Document extends StoredDocument>(of: {
  readonly content?: (document: Document) => unknown
  readonly marks?: readonly (keyof Document & string)[]
  readonly names?: (document: Document) => readonly NamedDocument[]
  readonly check?: (document: Document, sealer: Sealer) => readonly InnerProblem[]
}): AuditedCollection {
  return { kind: 'subject', ...of } as unknown as AuditedCollection
}

function content<Document extends StoredDocument>(
  hash: (document: Document) => string,
): AuditedCollection {
  return { kind: 'content', hash } as unknown as AuditedCollection
}

function named(collection: string, ids: readonly string[]): NamedDocument[] {
  return ids.map((id) => ({ collection, id }))
}
