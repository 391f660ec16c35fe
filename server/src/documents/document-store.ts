import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Commit } from '../audit/commit.ts'
import type { CheckpointDocument } from '../audit/checkpoint.ts'
import type {
  InsertWrite,
  Query,
  RemoveWrite,
  ReplaceWrite,
  StoredDocument,
  StoreReader,
} from '../ports/store.ts'
import type { AdviceCardDocument } from './advice-card-document.ts'
import type { RunDocument, TableChunk, TableImport, UnitsDocument } from './assessment-documents.ts'
import type { CaseDocument, RefusalDocument } from './case-document.ts'
import type { CaseCountsDocument, CaseCountsPart } from './case-counts-document.ts'
import type { CaseReadDocument } from './case-read-document.ts'
import type { CodeMapDocument } from './code-map-document.ts'
import type { CodeMapUsesDocument } from './code-map-uses-document.ts'
import type { DamagedVersion } from './damaged-version.ts'
import type { DraftDocument } from './draft-document.ts'
import type { EventDocument, FeedHead } from './event-document.ts'
import type { DraftComment } from './draft-comment-document.ts'
import type { MadeDocument } from './made-document.ts'
import type { DutyNotice, DutyRecordDocument } from './duty-record-document.ts'
import type { JobDocument, JobFilePiece } from './job-document.ts'
import type { JurisdictionDocument } from './jurisdiction-document.ts'
import type { JurisdictionProposalDocument } from './jurisdiction-proposal.ts'
import type {
  EncryptionMark,
  FirstStartMark,
  Heartbeat,
  StoreIdDocument,
  UpgradeMark,
  WrongMoments,
} from './marks.ts'
import type {
  KeyDocument,
  LastUse,
  SessionDocument,
  SignInPlace,
  UserDocument,
} from './people-documents.ts'
import type { BundleDocument, PublicationDocument } from './publication-document.ts'
import type { SuspensionsDocument } from './suspensions-document.ts'
import type { ReferralIdentifier } from './referral-identifier.ts'
import type { SettlementDocument } from './settlement-documents.ts'
import type { LookedAt, RateVerdict, ThresholdNotice } from './threshold-documents.ts'
import type { ImportDocument, SignerDocument, PackageFileDocument } from './transfer-documents.ts'
import type { UploadDocument } from './upload-document.ts'
import type { DeliveryDocument, WebhookDocument, WebhookProgress } from './webhook-documents.ts'
import type { UsedToken } from './used-token.ts'
import type {
  ErasureDocument,
  HoldDocument,
  RetentionRulesDocument,
} from './retention-documents.ts'

/** What each collection holds: one kind of document, but for the server's own marks. */
export interface DocumentKinds {
  readonly cases: CaseDocument
  readonly events: EventDocument
  readonly webhooks: WebhookDocument
  readonly webhookProgress: WebhookProgress
  readonly deliveries: DeliveryDocument
  readonly refusals: RefusalDocument
  readonly uploads: UploadDocument
  readonly referralIdentifiers: ReferralIdentifier
  readonly drafts: DraftDocument
  readonly bundles: BundleDocument
  readonly damagedVersions: DamagedVersion
  readonly publications: PublicationDocument
  readonly suspensions: SuspensionsDocument
  readonly jurisdictions: JurisdictionDocument
  readonly jurisdictionProposals: JurisdictionProposalDocument
  readonly units: UnitsDocument
  readonly tableImports: TableImport
  readonly tableChunks: TableChunk
  readonly runs: RunDocument
  readonly runChunks: TableChunk
  readonly settlements: SettlementDocument
  readonly settlementChunks: TableChunk
  readonly standings: RateVerdict | LookedAt
  readonly caseCounts: CaseCountsDocument
  readonly caseCountsParts: CaseCountsPart
  readonly notices: ThresholdNotice
  readonly dutyRecords: DutyRecordDocument
  readonly dutyNotices: DutyNotice
  readonly jobs: JobDocument
  readonly jobFiles: JobFilePiece
  readonly draftComments: DraftComment
  readonly adviceCards: AdviceCardDocument
  readonly codeMaps: CodeMapDocument
  readonly codeMapParts: TableChunk
  readonly codeMapUses: CodeMapUsesDocument
  readonly imports: ImportDocument
  readonly travelFiles: PackageFileDocument
  readonly signers: SignerDocument
  readonly users: UserDocument
  readonly sessions: SessionDocument
  readonly signInPlaces: SignInPlace
  readonly lastUses: LastUse
  readonly keys: KeyDocument
  readonly holds: HoldDocument
  readonly erasures: ErasureDocument
  readonly retentionRules: RetentionRulesDocument
  readonly usedTokens: UsedToken
  readonly caseReads: CaseReadDocument
  readonly wrongMoments: WrongMoments
  readonly meta:
    | Heartbeat
    | UpgradeMark
    | FirstStartMark
    | StoreIdDocument
    | FeedHead
    | EncryptionMark
  readonly audit: AuditEntry
  readonly checkpoints: CheckpointDocument
}

export type CollectionName = keyof DocumentKinds

/** Collections whose documents keep the mark of the request that made them. */
export type MadeName = {
  [Name in CollectionName]: DocumentKinds[Name] extends MadeDocument ? Name : never
}[CollectionName]

/** A store as operations read it: each collection gives its own kind of document. */
export interface DocumentStore extends Omit<StoreReader, 'get' | 'find'> {
  get<Name extends CollectionName, Kind extends DocumentKinds[Name] = DocumentKinds[Name]>(
    collection: Name,
    id: string,
  ): Promise<Kind | undefined>

  /** @typeParam Item the part of each document that the query asks for, where it is not all of it */
  find<Name extends CollectionName, Item extends StoredDocument = DocumentKinds[Name]>(
    collection: Name,
    query: Query,
  ): Promise<Item[]>
}

/** A write that puts into a collection its own kind of document. */
export type DocumentWrite =
  | {
      [Name in CollectionName]:
        | (Omit<InsertWrite, 'collection' | 'document'> & {
            readonly collection: Name
            readonly document: DocumentKinds[Name]
          })
        | (Omit<ReplaceWrite, 'collection' | 'document'> & {
            readonly collection: Name
            readonly document: DocumentKinds[Name]
          })
    }[CollectionName]
  | (RemoveWrite & { readonly collection: CollectionName })

/** The one commit, for whoever writes documents. */
export type CommitDocuments = (
  change: readonly DocumentWrite[],
  audit: Parameters<Commit>[1],
) => ReturnType<Commit>
