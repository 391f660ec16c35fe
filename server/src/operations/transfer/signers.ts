import { ServerError } from '../../errors/server-error.ts'
import { fingerprintOf } from '../../package-file/signing-key.ts'
import { assertEverywhere } from '../context/assert-everywhere.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { SignerDocument } from '../../documents/transfer-documents.ts'
import { type ListPage, mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { Signer } from '../../contracts/transfer.ts'

/** The key this server signs with, and the keys of others that an administrator has accepted. */
export async function listSigners(
  context: OperationContext,
  query: PageAsked,
): Promise<
  ListPage<Signer> & { readonly own: { readonly fingerprint: string; readonly publicKey: string } }
> {
  const { publicKey } = context.signingKey
  const page = await readPage(context.store, 'signers', {}, query)
  return { own: { fingerprint: fingerprintOf(publicKey), publicKey }, ...mapPage(page, toSigner) }
}

/**
 * Accepts another server's key, from now on.
 * @throws ServerError SIGNER_KNOWN, PERMISSION_MISSING
 */
export async function acceptSigner(
  context: OperationContext,
  caller: Caller,
  { publicKey, title }: { publicKey: string; title: string },
): Promise<Signer> {
  assertEverywhere(caller, 'signers.manage')
  const fingerprint = fingerprintOf(publicKey)
  const actor = recordedActor(caller)
  const document: SignerDocument = {
    id: fingerprint,
    revision: 1,
    publicKey,
    title,
    acceptedAt: context.clock.now(),
    acceptedBy: actor.title,
  }
  const result = await context.commit([{ kind: 'insert', collection: 'signers', document }], {
    action: 'signer.accept',
    actor,
    target: fingerprint,
    detail: { publicKey, title },
  })
  if (!result.committed) throw new ServerError('SIGNER_KNOWN', { fingerprint })
  return toSigner(document)
}

/**
 * Withdraws a key: its files are refused again. What came with it before stays.
 * @throws ServerError SIGNER_UNKNOWN, PERMISSION_MISSING
 */
export async function withdrawSigner(
  context: OperationContext,
  caller: Caller,
  fingerprint: string,
): Promise<void> {
  assertEverywhere(caller, 'signers.manage')
  const stored = await context.store.get('signers', fingerprint)
  const result =
    stored &&
    (await context.commit(
      [
        {
          kind: 'remove',
          collection: 'signers',
          id: fingerprint,
          expectedRevision: stored.revision,
        },
      ],
      {
        action: 'signer.withdraw',
        actor: recordedActor(caller),
        target: fingerprint,
        detail: { title: stored.title },
      },
    ))
  if (result?.committed !== true) throw new ServerError('SIGNER_UNKNOWN', { fingerprint })
}

/** Who a fingerprint stands for; `undefined` when its key is not accepted. This server's own always is. */
export async function findSigner(
  context: OperationContext,
  fingerprint: string,
): Promise<{ readonly title: string; readonly own: boolean } | undefined> {
  if (fingerprint === fingerprintOf(context.signingKey.publicKey)) return { title: '', own: true }
  const stored = await context.store.get('signers', fingerprint)
  return stored && { title: stored.title, own: false }
}

/** A key as the world sees it. Pure. */
export function toSigner({ id, publicKey, title, acceptedAt, acceptedBy }: SignerDocument): Signer {
  return { fingerprint: id, publicKey, title, acceptedAt, acceptedBy }
}
