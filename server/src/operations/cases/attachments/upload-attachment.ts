import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { cleanName } from '../../../attachments/clean-name.ts'
import { detectType } from '../../../attachments/detect-type.ts'
import { type ReceivedFile, receiveFile, tooLarge } from '../../../attachments/receive-file.ts'
import { scanFile } from '../../../attachments/scan-file.ts'
import type { UploadedAttachment } from '../../../contracts/attachment.ts'
import {
  attachmentKinds,
  attachmentLimits,
  type AttachmentType,
} from '../../../contracts/attachment-kinds.ts'
import type { UploadDocument } from '../../../documents/upload-document.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { storedAfter } from '../../../ports/time.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { readVisibleCase } from '../read-case.ts'
import { attachmentsOf, uploadId, waitingPlace } from './attachment-context.ts'
import { nextWrite } from '../../../documents/next-write.ts'

/** How long a document waits to be filed, in milliseconds. */
export const waitingTime = 24 * 3_600_000

/** Files are looked at one at a time: a scanner may load all it knows for each. */
const scanTurn = 'attachment scan'

export interface UploadRequest {
  /** The case it is for; null where that is still to be begun. */
  readonly case: string | null
  /** As its sender calls it. */
  readonly name: string
  readonly body: Readable
  /** How large its sender says it is, where they do. */
  readonly length: number | undefined
}

/**
 * Takes a document in that waits to be filed in a case, or with the beginning of one: by its content, so that sending it again changes
 * nothing but how long it waits, and what it is called. What is refused leaves nothing behind.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, ATTACHMENTS_MANY, ATTACHMENTS_WAITING, ATTACHMENT_TOO_LARGE, ATTACHMENT_EMPTY, ATTACHMENT_TYPE,
 * ATTACHMENT_INFECTED, ATTACHMENT_UNSCANNED
 */
export async function uploadAttachment(
  context: OperationContext,
  caller: Caller,
  { case: id, name: given, body, length }: UploadRequest,
): Promise<UploadedAttachment> {
  const settings = attachmentsOf(context)
  if (length !== undefined && length > settings.maxBytes) throw tooLarge(settings.maxBytes)
  const place =
    id === null
      ? waitingPlace(caller)
      : (await readVisibleCase(context, caller, id, 'cases.step')).id
  await assertRoom(context, place, id === null ? 'ATTACHMENTS_WAITING' : 'ATTACHMENTS_MANY')
  const received = await receiveFile(body, settings)
  try {
    const type = await detectType(received.file)
    if (type === undefined) throw wrongType(given)
    const name = cleanName(given, type)
    await assertClean(context, received, name)
    // Before anything names it, so that nothing ever names what is not there.
    await settings.contents.keep(received.sha256, received.file, context.clock.now())
    return await note(context, caller, { case: place, name, type, ...received })
  } finally {
    await rm(received.file, { force: true })
  }
}

async function assertRoom(
  { store }: OperationContext,
  place: string,
  full: 'ATTACHMENTS_MANY' | 'ATTACHMENTS_WAITING',
): Promise<void> {
  const limit = attachmentLimits.ofCase
  const where = [{ field: 'case', operator: 'equal', value: place }] as const
  const waiting = await store.find('uploads', { where, limit })
  if (waiting.length >= limit) throw new ServerError(full, { limit })
}

async function assertClean(
  context: OperationContext,
  { file }: ReceivedFile,
  name: string,
): Promise<void> {
  const { scanner } = attachmentsOf(context)
  if (scanner === undefined) return
  const verdict = await context.mutex.run(scanTurn, async () => await scanFile(scanner, file))
  if (verdict === 'infected') throw new ServerError('ATTACHMENT_INFECTED', { name })
  if (verdict === 'failed') throw new ServerError('ATTACHMENT_UNSCANNED', { name })
}

function wrongType(given: string): ServerError {
  const allowed = Object.values(attachmentKinds).map(([end]) => end.toUpperCase())
  const name = given.replaceAll(/\p{C}/gu, '').slice(0, 80)
  return new ServerError('ATTACHMENT_TYPE', {
    name,
    allowed: { zh: allowed.join('、'), en: allowed.join(', ') },
  })
}

async function note(
  context: OperationContext,
  caller: Caller,
  upload: ReceivedFile & {
    readonly case: string
    readonly name: string
    readonly type: AttachmentType
  },
): Promise<UploadedAttachment> {
  const { sha256, type, bytes, name } = upload
  const id = uploadId(upload.case, sha256)
  for (;;) {
    const at = context.clock.now()
    const expiresAt = storedAfter(at, waitingTime)
    const before = await context.store.get('uploads', id)
    const document: UploadDocument = {
      id,
      revision: (before?.revision ?? 0) + 1,
      case: upload.case,
      sha256,
      type,
      bytes,
      name,
      by: recordedActor(caller),
      at,
      expiresAt,
    }
    const { committed } = await context.commit([nextWrite('uploads', document)], 'mark')
    if (committed) return { sha256, name, type, bytes, expiresAt }
  }
}
