import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { type Caller, maySeeCase } from '../context/caller.ts'
import { assertCaseForm } from './case-form.ts'
import { assertSound, findAlterations } from './case-soundness.ts'
import { isVersionDamage, shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { noteCaseRead } from './note-case-read.ts'
import type { CaseFindings } from './present-case.ts'
import { suspendedVersions } from './suspended-versions.ts'
import type { ShownProblem } from '../../contracts/common.ts'

/**
 * A case the caller may see. One outside their counties and units looks the same as one that does not exist.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ERASED, CASE_ARCHIVED
 */
export async function readVisibleCase(
  context: OperationContext,
  caller: Caller,
  id: string,
  permission: Permission = 'cases.read',
): Promise<CaseDocument> {
  const document = await context.store.get('cases', id)
  if (document === undefined || !maySeeCase(caller, permission, document)) {
    throw new ServerError(
      'CASE_UNKNOWN',
      { id: id.slice(0, 80) },
      document && { refused: { target: document.id, county: document.county } },
    )
  }
  assertCaseForm(document)
  assertNotErased(document)
  return document
}

/**
 * A case to be looked at, with its whole history checked: whatever it or its version has come to, with why it cannot be
 * stepped, if it cannot. One that was altered is shown for all that: it may be all that is known of a patient.
 * @throws ServerError CASE_UNKNOWN, CASE_DAMAGED, CASE_ERASED
 */
export async function readCase(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<{ readonly document: CaseDocument } & CaseFindings> {
  const document = await readVisibleCase(context, caller, id)
  await noteCaseRead(context, caller, 'case', document)
  const [damage, problem, suspensionOf] = await Promise.all([
    findAlterations(context, document),
    whyNotStepped(context, document),
    suspendedVersions(context, [document]),
  ])
  const versionSuspended = suspensionOf(document)
  return {
    document,
    damage,
    ...(problem && { problem }),
    ...(versionSuspended && { versionSuspended }),
  }
}

/** That there is still something to read. @throws ServerError CASE_ERASED, CASE_ARCHIVED */
function assertNotErased({ id, erased, archived }: CaseDocument): void {
  if (erased === undefined && archived !== undefined) {
    const { at: on, file, source, days } = archived
    throw new ServerError('CASE_ARCHIVED', { id, on, file, source, days })
  }
  if (erased === undefined) return
  const { at: on, ground, by, confirmedBy } = erased
  throw new ServerError('CASE_ERASED', { id, on, ground, by, confirmedBy })
}

async function whyNotStepped(
  context: OperationContext,
  document: CaseDocument,
): Promise<ShownProblem | undefined> {
  const opened = await unlessDamaged(async () => {
    await context.bundles.bundleOfCase(document)
    assertSound(context, document)
  })
  if ('damaged' in opened) return shownProblem(opened.damaged)
  const { stuckTimer } = document
  // What its version was parked for is over: the timer is about to go on.
  if (stuckTimer === undefined || isVersionDamage(stuckTimer.code)) return undefined
  return { code: stuckTimer.code, message: stuckTimer.message }
}
