import type { EvaluatedPilot, EvaluatePilotInput, PilotEvaluation } from '../../contracts/pilot.ts'
import { currentSuspension, isPilotOn, pilotOutcome } from '../../contracts/version-in-force.ts'
import type { SuspendablePublication } from '../../documents/suspensions-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt } from '../../ports/time.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { findPublicationInForce, findVersions } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { versionSuspended } from '../context/suspensions.ts'
import { changeableVersion, type VersionName } from './changeable-version.ts'
import { eventOfVersion } from './event-of-version.ts'
import { writeSuspensions } from './write-suspensions.ts'

/**
 * Writes down what was found of a version's pilot, and what comes of it: all units, some time more, or the version before.
 * What applied on the days before stays as it was. The version is the very content that was approved.
 * @throws ServerError PILOT_NONE, PILOT_DECIDED, PILOT_DAY_PAST, PILOT_DUE_EARLY, PILOT_SUPERSEDED, VERSION_SUSPENDED, VERSION_ROLLED_BACK, PROPOSAL_RACED, BUNDLE_DAMAGED, SUSPEND_NOT_COUNTY, RULESET_ELSEWHERE, VERSION_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function evaluatePilot(
  context: OperationContext,
  caller: Caller,
  asked: VersionName & EvaluatePilotInput,
): Promise<EvaluatedPilot> {
  const { decision, day, findings } = asked
  const { publication: found, decided } = await changeableVersion(context, caller, asked)
  const { ruleset, version, manifest, pilot } = found
  if (pilot === undefined) throw new ServerError('PILOT_NONE', { version })
  const outcome = pilotOutcome(found)
  if (outcome !== undefined)
    throw new ServerError('PILOT_DECIDED', { version, by: outcome.by, at: outcome.at })
  const rolledBack = currentSuspension(found)?.rolledBack
  if (rolledBack !== undefined)
    throw new ServerError('VERSION_ROLLED_BACK', { version, reason: rolledBack.reason })
  const at = context.clock.now()
  const today = dayAt(at, manifest.calendar?.utcOffset)
  if (decision === 'continue') {
    if (day <= today) throw new ServerError('PILOT_DUE_EARLY', { evaluateBy: day, after: today })
  } else {
    const earliest = decision === 'extend' && found.from > today ? found.from : today
    if (day < earliest) throw new ServerError('PILOT_DAY_PAST', { day, earliest })
  }
  if (decision === 'extend') await assertExtensible(context, found, day)
  const evaluation: PilotEvaluation = {
    decision,
    day,
    findings,
    by: recordedActor(caller).title,
    at,
  }
  const evaluations = [...(found.evaluations ?? []), evaluation]
  await writeSuspensions(
    context,
    caller,
    { publication: { ...found, evaluations }, decided },
    {
      action: 'ruleset.evaluate',
      detail: { version, decision, day, findings },
      told:
        decision === 'continue'
          ? []
          : [
              eventOfVersion(found, {
                kind: decision === 'extend' ? 'extended' : 'trialEnded',
                number: 1,
                at,
                from: day,
                ...(decision === 'end' && {
                  applies: (await findPublicationInForce(context.store, ruleset, day))?.version,
                }),
                reason: findings,
              }),
            ],
    },
  )
  const inForce = await findPublicationInForce(context.store, ruleset, today)
  return { version, pilot, evaluations, ...(inForce && { inForce: inForce.version }) }
}

/**
 * That a version can apply to all from a day: it opens, and neither is it suspended nor does a newer one apply by then.
 * @throws ServerError VERSION_SUSPENDED, PILOT_SUPERSEDED, BUNDLE_DAMAGED
 */
async function assertExtensible(
  context: OperationContext,
  publication: SuspendablePublication,
  day: string,
): Promise<void> {
  const { ruleset, version, sequence } = publication
  const suspension = currentSuspension(publication)
  if (suspension !== undefined) throw versionSuspended(publication, suspension)
  const later = (await findVersions(context.store, ruleset)).find(
    (each) =>
      each.sequence > sequence &&
      each.from <= day &&
      !isPilotOn(each, day) &&
      currentSuspension(each) === undefined,
  )
  if (later !== undefined)
    throw new ServerError('PILOT_SUPERSEDED', { version, later: later.version, from: later.from })
  await context.bundles.bundleOf(publication)
}
