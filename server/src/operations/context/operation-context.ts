import type { Layer } from '@jieli/engine'
import type { AttachmentSettings } from '../../attachments/attachment-settings.ts'
import type { ArchiveFiles } from '../../ports/archive-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../audit/sealer.ts'
import type { AuditReport } from '../../audit/verify/findings.ts'
import type { FhirReader } from '../../ports/fhir-reader.ts'
import type { TrustedClients } from '../../ports/trusted-clients.ts'
import type { TrustedClient } from '../../people/trusted-client.ts'
import type { FirstPasswords } from '../../ports/first-passwords.ts'
import type { CommitDocuments, DocumentStore } from '../../documents/document-store.ts'
import type { SigningKey } from '../../package-file/signing-key.ts'
import type { LastUses } from '../../people/last-uses.ts'
import type { SecretCipher } from '../../people/secret-cipher.ts'
import type { SignInSettings } from '../../people/sign-in-settings.ts'
import type { SingleSignOn } from '../../people/single-sign-on.ts'
import type { BundleCache } from './bundle-cache.ts'
import type { KeyedMutex } from './keyed-mutex.ts'

/** By which pathway and decision a county takes referrals by FHIR, as its settings say. */
export interface ReferralMapping {
  readonly county: string
  readonly ruleset: string
  readonly pathway: string
  /** The decision that says whether the referral may be made. */
  readonly decision: string
  /** A decision of its own for each value of a fact, where the fact is known. */
  readonly decisionBy?:
    | { readonly fact: string; readonly decisions: Readonly<Record<string, string>> }
    | undefined
}

/** How hospitals' systems are spoken to. */
export interface HospitalSettings {
  /** The address this server has for others, without a slash at its end. */
  readonly publicUrl?: string | undefined
  /** Reads back from the FHIR servers that are allowed. */
  readonly fhir?: FhirReader | undefined
  /** The systems that sign their calls instead of having a key. */
  readonly clients?: TrustedClients<TrustedClient> | undefined
  /** Which counties take referrals by FHIR, and how. */
  readonly referrals?: readonly ReferralMapping[] | undefined
}

/** What every operation is a function of. */
export interface OperationContext {
  readonly store: DocumentStore
  readonly commit: CommitDocuments
  /** Seals what is kept for ever, with the key of this server. */
  readonly sealer: Sealer
  /**
   * Verifies what is stored: what was written from a moment on, or all of it.
   * @throws {StoreError}
   */
  readonly verify: (since: string | undefined) => Promise<AuditReport>
  readonly clock: Clock
  /** A new id nobody can guess or choose. */
  readonly newId: () => string
  readonly bundles: BundleCache
  /** Lets writers of one thing go one after another. */
  readonly mutex: KeyedMutex
  /** The rulesets that come with the program, as their files say them: parents for drafts. */
  readonly bundled: ReadonlyMap<string, Layer>
  /** What this server signs the package files it exports with. */
  readonly signingKey: SigningKey
  /** How hospitals' systems are spoken to, where the settings say so. */
  readonly hospitals?: HospitalSettings
  /** How documents are taken in, and where they are kept; absent where none are. */
  readonly attachments?: AttachmentSettings
  /** How many bytes are kept of a document, by its hash; undefined where none are. */
  readonly keptBytes: (sha256: string) => Promise<number | undefined>
  /** Where closed cases are archived; absent where none are. */
  readonly archive?: ArchiveFiles
  /** What the first start told of passwords. */
  readonly firstPasswords: FirstPasswords
  /** When sessions were last used. */
  readonly lastUses: LastUses
  /** Encrypts what has to be known again. */
  readonly secretCipher: SecretCipher
  /** The site's provider of identities, where it has one. */
  readonly singleSignOn?: SingleSignOn
  /** What the site has settled about signing in. */
  readonly signInSettings: SignInSettings
}
