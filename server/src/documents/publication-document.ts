import type { Issue, Layer, Manifest, Origin, Ruleset, RulesetReference, Text } from '@jieli/engine'
import type { Pilot } from '../contracts/pilot.ts'
import type { CheckedAgainst } from '../rulesets/checked-ruleset.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { MadeDocument } from './made-document.ts'

/** A published version in full: the layer as written, and what it came to. */
export interface BundleDocument extends StoredDocument {
  readonly ruleset: string
  readonly version: string
  readonly hash: string
  readonly layer: Layer
  readonly content: Ruleset
  readonly origin: Origin
}

/** That a version is in force from a day on. Its id is `ruleset@version`. */
export interface PublicationDocument extends MadeDocument {
  readonly ruleset: string
  readonly version: string
  readonly hash: string
  /** The id of the bundle document. */
  readonly bundle: string
  /** First day in force, `YYYY-MM-DD`. */
  readonly from: string
  /** Its place among the versions of its ruleset, by {@link sequenceOf}. */
  readonly sequence: string
  /** When, by the clock of the server that published it: to be told, never to be sorted by. */
  readonly publishedAt: string
  readonly publishedBy: string
  /** The manifest of that version: enough to list it. */
  readonly manifest: Manifest
  /** What it was held to when it was published; older versions do not say. */
  readonly judgedAgainst?: readonly CheckedAgainst[]
  /** The templates it was moved away from: what authorities above the county set there goes on binding it. */
  readonly left?: readonly RulesetReference[]
  /** The procedures it went through before it was published, each with its case; left out where none governed it. */
  readonly approvedIn?: readonly { readonly pathway: string; readonly case: string }[]
  /** Set on a version that comes with the program. */
  readonly program?: true
  /** Set on a version another server made: it is here to be read and adapted, not to be edited or run. */
  readonly elsewhere?: Elsewhere
  /** Set on a version that begins with some units. What came of that stands beside it: the publication does not change. */
  readonly pilot?: Pilot
  /** Set on a version whose first day had passed when it was published. */
  readonly backdated?: Backdated
  /** What its publisher took on in words, where anything had to be; older versions do not say. */
  readonly acknowledged?: readonly Acknowledgement[]
  /** What else was said when it was published and did not stop it; older versions do not say. */
  readonly remarks?: readonly Issue[]
  /** Set once nobody new may rest on the version. Whatever runs on it runs on. */
  readonly withdrawn?: Withdrawal
}

/** That somebody took a finding on in words: the finding as it was shown, the words, who and when. */
export interface Acknowledgement {
  /** The key of the finding. */
  readonly issue: string
  readonly code: string
  readonly path: string
  readonly message: Text
  readonly words: string
  readonly by: string
  readonly at: string
}

/** That a version was published for days that had passed: why, and whose cases began in them. */
export interface Backdated {
  readonly reason: string
  /** Cases of the ruleset begun on its first day or later. */
  readonly cases: number
  /** How many of them each unit sent or received. */
  readonly units: Readonly<Record<string, number>>
}

/** What a list shows of a publication. */
export type PublicationSummary = Omit<PublicationDocument, 'manifest' | 'acknowledged' | 'remarks'>

/** Where a version from another server comes from. */
export interface Elsewhere {
  /** Fingerprint of the key its file was signed with. */
  readonly signer: string
  /** What whoever accepted the key called its holder. */
  readonly signerTitle: string
  readonly importedAt: string
  /** The import it came with. */
  readonly import: string
  /** True when the file was about another ruleset, which rests on this one. */
  readonly carried: boolean
}

/** That a published version was withdrawn: when, by whom, and why. */
export interface Withdrawal {
  readonly at: string
  readonly by: string
  readonly reason: string
}
