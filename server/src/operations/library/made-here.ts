import { ServerError } from '../../errors/server-error.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What another server makes is not edited here. @throws ServerError RULESET_ELSEWHERE */
export async function assertMadeHere(context: OperationContext, ruleset: string): Promise<void> {
  const latest = await findLatestPublication(context.store, ruleset)
  if (latest !== undefined) assertRunsHere(latest)
}

/** What another server makes is adapted, not run. @throws ServerError RULESET_ELSEWHERE */
export function assertRunsHere({ ruleset, elsewhere }: PublicationDocument): void {
  if (elsewhere === undefined) return
  const signer = elsewhere.signerTitle || elsewhere.signer
  throw new ServerError('RULESET_ELSEWHERE', { ruleset, signer })
}
