import { verifiedContent } from '../../../audit/verified-content.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { ContentChangedError } from '../../../ports/attachment-contents.ts'
import type { StoredBytes } from '../../../ports/stored-file.ts'
import type { NamedAttachment } from '../../../documents/case-document.ts'
import type { Caller } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { noteCaseRead } from '../note-case-read.ts'
import { readVisibleCase } from '../read-case.ts'
import { assertMaySeeAll } from '../veil-case.ts'
import { attachmentsOf } from './attachment-context.ts'
import { filedIn } from './attachments-of-step.ts'

/** A document that is handed out. */
export interface OpenedAttachment extends NamedAttachment {
  /** Its bytes; breaks off before the last where they are not those that were filed. */
  readonly content: AsyncIterable<Uint8Array>
}

/**
 * A document that was filed with a step or a comment, for whoever may see all of the case; that they opened it is noted first.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, ATTACHMENT_UNKNOWN, ATTACHMENT_MISSING; ATTACHMENT_CHANGED while it is read
 */
export async function openAttachment(
  context: OperationContext,
  caller: Caller,
  asked: { readonly case: string; readonly sha256: string },
): Promise<OpenedAttachment> {
  const document = await readVisibleCase(context, caller, asked.case)
  assertMaySeeAll(caller, document)
  const filed = await filedIn(context, document, asked.sha256)
  if (filed === undefined)
    throw new ServerError('ATTACHMENT_UNKNOWN', {
      id: document.id,
      sha256: `${asked.sha256.slice(0, 8)}…`,
    })
  const kept = await attachmentsOf(context).contents.open(filed.sha256)
  if (kept?.bytes !== filed.bytes) throw new ServerError('ATTACHMENT_MISSING', { name: filed.name })
  await noteCaseRead(context, caller, 'attachment', document)
  return { ...filed, content: asFiled(kept, filed) }
}

/** @throws ServerError ATTACHMENT_CHANGED instead of the last piece */
async function* asFiled(kept: StoredBytes, { sha256, name }: NamedAttachment) {
  try {
    yield* verifiedContent(kept, sha256)
  } catch (cause) {
    if (!(cause instanceof ContentChangedError)) throw cause
    throw new ServerError('ATTACHMENT_CHANGED', { name }, { cause })
  }
}
