import type { Suspension } from '../../contracts/suspension.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import type {
  SuspensionsDocument,
  VersionSuspensions,
} from '../../documents/suspensions-document.ts'
import { ServerError } from '../../errors/server-error.ts'

/** What was decided about the versions of a ruleset; `undefined` where nothing ever was. */
export async function readSuspensions(
  store: DocumentStore,
  ruleset: string,
): Promise<SuspensionsDocument | undefined> {
  return await store.get('suspensions', ruleset)
}

/** A version with what was decided about it. Pure. */
export function withSuspensions<Version extends { readonly version: string }>(
  publication: Version,
  decided: SuspensionsDocument | undefined,
): Version & VersionSuspensions {
  return { ...publication, ...decided?.versions[publication.version] }
}

/** Why a suspended version is not used. Pure. */
export function versionSuspended(
  { version }: { readonly version: string },
  { suspended: { reason } }: Suspension,
): ServerError {
  return new ServerError('VERSION_SUSPENDED', { version, reason })
}
