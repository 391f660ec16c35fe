import { createBundle } from '@jieli/engine'
import type { AuditedCollection } from './audit/audited-collections.ts'
import { content, named, subject } from './audit/audited-kinds.ts'
import type { collections } from './ports/collections.ts'
import type { RunDocument, TableImport } from './documents/assessment-documents.ts'
import { auditedCases } from './operations/cases/audited-cases.ts'
import type { CodeMapDocument } from './documents/code-map-document.ts'
import type { BundleDocument, PublicationDocument } from './documents/publication-document.ts'
import { type DraftComment, filedWith } from './documents/draft-comment-document.ts'
import type { JobDocument, JobMarks } from './documents/job-document.ts'
import type { ImportDocument } from './documents/transfer-documents.ts'
import type { RetentionRulesDocument } from './documents/retention-documents.ts'
import type { SettlementDocument } from './documents/settlement-documents.ts'

/** Every collection the server keeps but the log itself. */
type AuditedName = Exclude<(typeof collections)[number]['name'], 'audit' | 'checkpoints'>

/**
 * How each collection is audited. What is not said here is audited whole; the server's own marks are those listed as
 * `mark`.
 */
export const auditedCollections = {
  cases: auditedCases,
  // Follows from the outbox of its case, which is audited.
  events: { kind: 'mark' },
  webhooks: { kind: 'subject', removable: true },
  webhookProgress: { kind: 'mark' },
  deliveries: { kind: 'mark' },
  refusals: { kind: 'content' },
  // What is filed, its case says.
  uploads: { kind: 'mark' },
  referralIdentifiers: { kind: 'subject', removable: true },
  drafts: { kind: 'subject' },
  bundles: content<BundleDocument>(
    ({ content: rules, origin }) => createBundle(rules, origin).hash,
  ),
  damagedVersions: { kind: 'subject', removable: true },
  publications: subject<PublicationDocument>({
    names: ({ bundle, hash }) => [{ collection: 'bundles', id: bundle, hash }],
  }),
  suspensions: { kind: 'subject' },
  jurisdictions: { kind: 'subject' },
  jurisdictionProposals: { kind: 'subject', removable: true },
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
  // Follow from the cases; sealed, and never relied on where the seal does not hold.
  caseCounts: { kind: 'mark' },
  caseCountsParts: { kind: 'mark' },
  notices: { kind: 'subject' },
  dutyRecords: { kind: 'subject' },
  dutyNotices: { kind: 'subject' },
  jobs: subject<JobDocument>({
    marks: ['lease', 'startedAt', 'progress', 'tries', 'retryAt'] satisfies (keyof JobMarks)[],
  }),
  jobFiles: { kind: 'mark' },
  draftComments: subject<DraftComment>({
    files: (comment) => filedWith(comment).map(({ sha256 }) => sha256),
  }),
  adviceCards: { kind: 'subject', removable: true },
  codeMaps: subject<CodeMapDocument>({
    names: ({ parts }) => parts.map(({ id }) => ({ collection: 'codeMapParts', id })),
  }),
  codeMapParts: { kind: 'content' },
  codeMapUses: { kind: 'subject' },
  imports: subject<ImportDocument>({
    names: ({ file }) => [{ collection: 'travelFiles', id: file }],
  }),
  travelFiles: { kind: 'content' },
  signers: { kind: 'subject', removable: true },
  users: { kind: 'subject' },
  sessions: { kind: 'subject', removable: true, expires: true },
  lastUses: { kind: 'mark' },
  signInPlaces: { kind: 'mark' },
  keys: { kind: 'subject' },
  holds: { kind: 'subject' },
  erasures: { kind: 'subject' },
  retentionRules: subject<RetentionRulesDocument>({ marks: ['archivedUntil', 'eventsRemoved'] }),
  usedTokens: { kind: 'mark' },
  caseReads: { kind: 'mark' },
  wrongMoments: { kind: 'mark' },
  meta: { kind: 'mark' },
} as const satisfies Readonly<Record<AuditedName, AuditedCollection>>
