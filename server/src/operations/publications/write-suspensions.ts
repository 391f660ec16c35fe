import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { AuditAction } from '../../contracts/audit-action.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'
import type {
  SuspendablePublication,
  SuspensionsDocument,
} from '../../documents/suspensions-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { nextWrite } from '../../documents/next-write.ts'

/**
 * Writes what is decided and proposed about a version, over what was when it was read, with the entry that says why.
 * @throws ServerError PROPOSAL_RACED when anybody decided anything about the ruleset's versions meanwhile
 */
export async function writeSuspensions(
  context: OperationContext,
  caller: Caller,
  next: {
    readonly publication: SuspendablePublication
    readonly decided: SuspensionsDocument | undefined
  },
  {
    told = [],
    ...entry
  }: {
    readonly action: AuditAction
    readonly detail: AuditDetails
    /** What others are told of it. */
    readonly told?: readonly DocumentWrite[]
  },
): Promise<void> {
  const { decided } = next
  const { ruleset, version, manifest, suspensions, evaluations, proposal } = next.publication
  const document: SuspensionsDocument = {
    id: ruleset,
    revision: (decided?.revision ?? 0) + 1,
    county: manifest.county ?? '',
    versions: {
      ...decided?.versions,
      [version]: {
        ...(suspensions && { suspensions }),
        ...(evaluations && { evaluations }),
        ...(proposal && { proposal }),
      },
    },
  }
  const { committed } = await context.commit([nextWrite('suspensions', document), ...told], {
    ...entry,
    actor: recordedActor(caller),
    target: ruleset,
    county: manifest.county,
  })
  if (!committed) throw new ServerError('PROPOSAL_RACED', { version })
}
