import { createHash } from 'node:crypto'
import { ServerError } from '../../errors/server-error.ts'
import type { ReceivedFile, PackageRefusal } from '../../package-file/received-file.ts'
import { checkPackageFile } from '../../package-file/open-package-file.ts'
import { assertEverywhere } from '../context/assert-everywhere.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type {
  ImportDocument,
  PackageFileDocument,
  VersionName,
} from '../../documents/transfer-documents.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { type PlannedVersion, planImport } from './plan-import.ts'
import { bundleDocument } from '../publications/publish.ts'
import { findSigner } from './signers.ts'
import { dayAt } from '../../ports/time.ts'
import { sequenceOf } from '../context/sequence-of.ts'
import type { ImportPreview, PreviewedVersion, Imported } from '../../contracts/transfer.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'

/** What a file brought when it was taken in. Pure. */
export function importedBefore({ ruleset, version, added, present }: ImportDocument): Imported {
  return { ruleset, version, added: added ?? [], present: present ?? [] }
}

/**
 * Checks a file from another server and says what taking it in would do. A refusal is kept in the audit log.
 * @throws ServerError IMPORT_DAMAGED, IMPORT_RULES_FAIL, IMPORT_OWN_RULESET, IMPORT_VERSION_DIFFERS, IMPORT_KEY_CHANGED,
 * PERMISSION_MISSING
 */
export async function previewImport(
  context: OperationContext,
  caller: Caller,
  text: string,
): Promise<ImportPreview> {
  assertEverywhere(caller, 'rulesets.import')
  return await auditingRefusals(context, caller, text, async () => {
    const file = await openFile(context, text)
    const planned = await planImport(context, file)
    const signer = await findSigner(context, file.fingerprint)
    return {
      ruleset: file.about.id,
      version: file.about.version,
      bundle: file.bundle,
      signer: {
        fingerprint: file.fingerprint,
        publicKey: file.publicKey,
        known: signer !== undefined,
        own: signer?.own ?? false,
        ...(signer?.own === false && { title: signer.title }),
      },
      versions: planned.map(preview),
      changes: planned.some(({ standing }) => standing !== 'present'),
    }
  })
}

/**
 * Takes a file from another server in, whole or not at all: every version in it that is not here becomes a version of
 * this server, to be read and adapted. The same file a second time changes nothing. A refusal is kept in the audit log.
 * @throws ServerError what {@link previewImport} throws, IMPORT_KEY_UNKNOWN, IMPORT_RACED
 */
export async function importRuleset(
  context: OperationContext,
  caller: Caller,
  text: string,
): Promise<Imported> {
  assertEverywhere(caller, 'rulesets.import')
  return await auditingRefusals(context, caller, text, async () => {
    const file = await openFile(context, text)
    const signer = await findSigner(context, file.fingerprint)
    if (signer === undefined)
      throw new ServerError('IMPORT_KEY_UNKNOWN', { fingerprint: file.fingerprint })
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const planned = await planImport(context, file)
      const added = planned.filter(({ standing }) => standing !== 'present')
      const done = {
        ruleset: file.about.id,
        version: file.about.version,
        added: added.map(nameOf),
        present: planned.filter(({ standing }) => standing === 'present').map(nameOf),
      }
      if (added.length === 0) return done
      const taken = { file, text, added, done, signerTitle: signer.title }
      if (await store(context, caller, taken)) return done
    }
    throw new ServerError('IMPORT_RACED')
  })
}

/** Importing at the same moment as somebody else is tried again this often. */
const maxAttempts = 4

/** Stores what a file adds; false when another import came first and everything has to be looked at again. */
async function store(
  context: OperationContext,
  caller: Caller,
  taken: {
    file: ReceivedFile
    text: string
    added: readonly PlannedVersion[]
    done: Imported
    signerTitle: string
  },
): Promise<boolean> {
  const { file, added, done } = taken
  const actor = recordedActor(caller)
  const at = context.clock.now()
  const number = (await lastNumber(context)) + 1
  const text: PackageFileDocument = { id: context.newId(), revision: 1, text: taken.text }
  const document: ImportDocument = {
    id: `import-${String(number).padStart(9, '0')}`,
    revision: 1,
    number,
    at,
    by: actor.title,
    signer: file.fingerprint,
    ruleset: file.about.id,
    version: file.about.version,
    file: text.id,
    added: done.added,
    present: done.present,
  }
  const bundles = added.map(({ received }) =>
    bundleDocument(context.newId(), received.layer, received),
  )
  // The content first, each by itself: until a publication names it, nobody sees it.
  await context.commit([{ kind: 'insert', collection: 'travelFiles', document: text }], 'content')
  for (const bundle of bundles)
    await context.commit([{ kind: 'insert', collection: 'bundles', document: bundle }], 'content')
  const publications = added.map((planned, index): DocumentWrite => {
    const { received, carried, program, from } = planned
    const elsewhere = {
      signer: file.fingerprint,
      signerTitle: taken.signerTitle,
      importedAt: at,
      import: document.id,
      carried,
    }
    const publication: PublicationDocument = {
      id: publicationId(received.id, received.version),
      revision: 1,
      ruleset: received.id,
      version: received.version,
      hash: received.hash,
      bundle: bundles[index]?.id ?? '',
      from,
      sequence: sequenceOf(received.version),
      publishedAt: at,
      publishedBy: actor.title,
      manifest: received.ruleset.manifest,
      ...(program ? { program: true } : { elsewhere }),
    }
    return { kind: 'insert', collection: 'publications', document: publication }
  })
  // The import's number decides. Only imports add versions to rulesets that are not made here, and of two at one
  // moment the second finds its number taken: nobody else can choose the ids of these publications.
  const result = await context.commit(
    [{ kind: 'insert', collection: 'imports', document }, ...publications],
    {
      action: 'ruleset.import',
      actor,
      target: file.about.id,
      detail: {
        version: file.about.version,
        hash: file.bundle,
        signer: file.fingerprint,
        import: document.id,
        added: added.map(({ received }) => publicationId(received.id, received.version)),
      },
    },
  )
  return result.committed
}

async function lastNumber(context: OperationContext): Promise<number> {
  const [last] = await context.store.find('imports', {
    sort: { field: 'number', direction: 'descending' },
    limit: 1,
  })
  return last?.number ?? 0
}

async function openFile(context: OperationContext, text: string): Promise<ReceivedFile> {
  const checked = checkPackageFile(text, dayAt(context.clock.now()))
  if (checked.ok) return checked.file
  throw refusalError(checked.refusal)
}

function refusalError({ code, message, issues }: PackageRefusal): ServerError {
  return code === 'rules'
    ? new ServerError(
        'IMPORT_RULES_FAIL',
        { count: issues?.length ?? 0, detail: message },
        issues && { issues },
      )
    : new ServerError('IMPORT_DAMAGED', { detail: message }, { extra: { reason: code } })
}

/** Keeps that a file was refused, and why, in the audit log. */
async function auditingRefusals<T>(
  context: OperationContext,
  caller: Caller,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ServerError && error.status < 500)
      await context.commit([], {
        action: 'ruleset.import.refuse',
        actor: recordedActor(caller),
        target: `sha256:${createHash('sha256').update(text).digest('hex')}`,
        detail: { code: error.code, why: error.text.en.slice(0, 500) },
      })
    throw error
  }
}

function preview(planned: PlannedVersion): PreviewedVersion {
  const { received, standing, latest, carried } = planned
  const { title, kind } = received.ruleset.manifest
  const { id, version } = received
  return { id, version, title, kind, standing, ...(latest && { latest }), carried }
}

function nameOf({ received }: PlannedVersion): VersionName {
  return { id: received.id, version: received.version }
}
