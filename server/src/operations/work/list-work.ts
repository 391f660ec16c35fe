import {
  layerReferences,
  type Manifest,
  type Parameter,
  type RulesetReference,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Permission } from '../../contracts/roles.ts'
import { listAssessmentWork } from './list-assessment-work.ts'
import { procedureWork, scheduledWork, waitingProcedures } from './list-duty-work.ts'
import { mayRuleset, unitsOf } from '../../contracts/policy.ts'
import type { Caller } from '../context/caller.ts'
import { findUntimed } from '../context/untimed-cases.ts'
import { findDamagedVersions, unlessDamaged } from '../context/damaged-versions.ts'
import type { DamagedVersion } from '../../documents/damaged-version.ts'
import { damageWork, versionDamaged } from './damage-work.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'
import { findLatestPublication, findPublications } from '../context/find-publication.ts'
import { listRulesets } from '../library/list-rulesets.ts'
import type { TimerContext } from '../timers/timer-context.ts'
import { readPull } from '../drafts/pull-draft.ts'
import { resolveLayer } from '../library/version-gap.ts'
import { jurisdictionWork } from './jurisdiction-work.ts'
import { pilotWork } from './pilot-work.ts'
import { suspensionWork } from './suspension-work.ts'
import { dayAt, storedAfter } from '../../ports/time.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'
import type { WorkEntry } from '../../contracts/work.ts'

/**
 * What waits for the caller in the rulesets they edit or assess, for the units they act for, and in the tree of
 * jurisdictions, newest first. It is
 * worked out from the publications, drafts and records each time, so that it can never say anything else than they do.
 */
export async function listWork(
  context: TimerContext,
  caller: Caller,
): Promise<readonly WorkEntry[]> {
  const entries = [...(await jurisdictionWork(context, caller))]
  const damaged = await findDamagedVersions(context.store)
  const { groups } = await context.timers.read()
  const procedures = Map.groupBy(await waitingProcedures(context, caller), ({ ruleset }) => ruleset)
  for (const summary of await listRulesets(context, caller)) {
    // What another server makes is pulled there.
    if (summary.elsewhere !== undefined) continue
    const { id, title } = summary
    const told = { ruleset: id, title }
    const may = (permission: Permission) => mayRuleset(caller, permission, summary)
    for (const procedure of procedures.get(id) ?? [])
      entries.push({ ...told, ...procedureWork(procedure) })
    // What a damaged version asks of anybody cannot be said; that it is damaged is an entry of its own.
    const scheduled = await unlessDamaged(() => scheduledWork(context, caller, summary))
    for (const entry of 'value' in scheduled ? scheduled.value : [])
      entries.push({ ...told, ...entry })
    for (const entry of await listAssessmentWork(context, id, may))
      entries.push({ ...told, ...entry })
    for (const entry of suspensionWork(summary, may)) entries.push({ ...told, ...entry })
    for (const entry of await pilotsToEvaluate(context, summary, may))
      entries.push({ ...told, ...entry })
    for (const entry of await publishedForPast(context, caller, summary))
      entries.push({ ...told, ...entry })
    if (may('drafts.read') || may('timers.manage'))
      for (const entry of damageWork(id, { damaged, groups })) entries.push({ ...told, ...entry })
    if (!may('drafts.read')) continue
    for (const entry of await holidaysMissing(context, id)) entries.push({ ...told, ...entry })
    const draft = await context.store.get('drafts', id)
    const manifest = draft?.manifest ?? (await latestManifest(context, id))
    for (const reference of layerReferences({ manifest }))
      entries.push(...(await parentWork(context, caller, { told, reference, damaged })))
    if (summary.draft === undefined || draft?.layer == null) continue
    const { revision, savedAt, savedBy } = summary.draft
    entries.push({ ...told, kind: 'draftUnpublished', at: savedAt, revision, savedBy })
    // What a damaged parent leaves open cannot be said; that it is damaged has been told above.
    const missing = await unlessDamaged(() => missingParameters(context, draft))
    const parameters = 'value' in missing ? missing.value : []
    if (parameters.length > 0)
      entries.push({ ...told, kind: 'parametersMissing', at: savedAt, parameters })
  }
  return entries.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** Pilots to evaluate, late by the ruleset's own day. */
async function pilotsToEvaluate(
  context: TimerContext,
  summary: RulesetSummary,
  may: (permission: Permission) => boolean,
) {
  if (!summary.versions.some(({ pilot }) => pilot !== undefined)) return []
  const offset = (await latestManifest(context, summary.id))?.calendar?.utcOffset
  return pilotWork(summary, may, dayAt(context.clock.now(), offset))
}

/** The year whose notice of holidays cases of a ruleset wait for. */
async function holidaysMissing(context: TimerContext, ruleset: string) {
  const [found] = await findUntimed(context.store, { ruleset, limit: 1 })
  if (found?.untimedYear === undefined) return []
  const { untimedYear, updatedAt: at } = found
  return [{ kind: 'holidaysMissing', at, year: Number(untimedYear) } as const]
}

/** How long units are told of a version published for days that had passed, in milliseconds: thirty days. */
const entriesFor = 30 * 86_400_000

/** Versions published of late for days in which the reader had cases. */
async function publishedForPast(
  context: TimerContext,
  caller: Caller,
  { id, county = '*', versions }: RulesetSummary,
) {
  if (!versions.some(({ backdated }) => backdated !== undefined)) return []
  const since = storedAfter(context.clock.now(), -entriesFor)
  const units = unitsOf(caller, 'cases.read', county)
  const whole = units === '*' || mayRuleset(caller, 'drafts.read', { county })
  return (await findPublications(context.store, id)).flatMap(
    ({ version, from, publishedAt: at, publishedBy: by, backdated }) => {
      if (backdated === undefined || at < since) return []
      const touched = Object.keys(backdated.units)
      const { reason, cases } = backdated
      const entry = { kind: 'publishedForPast', at, version, from, by, reason } as const
      if (whole) return [{ ...entry, cases }]
      return touched.some((unit) => units.has(unit)) ? [entry] : []
    },
  )
}

async function latestManifest(context: TimerContext, ruleset: string) {
  return (await findLatestPublication(context.store, ruleset))?.manifest
}

/** What one of a ruleset's parents gives to do: a newer version to look at, or a withdrawn one to leave. */
async function parentWork(
  context: TimerContext,
  caller: Caller,
  work: {
    readonly told: { readonly ruleset: string; readonly title: Text }
    readonly reference: RulesetReference
    readonly damaged: ReadonlyMap<string, DamagedVersion>
  },
): Promise<readonly WorkEntry[]> {
  const { told, reference, damaged } = work
  const versions = await findPublications(context.store, reference.id)
  const [newest] = versions.filter(({ withdrawn }) => withdrawn === undefined)
  const resting = versions.find(({ version }) => version === reference.version)
  const broken = [resting, newest].flatMap((each) => damaged.get(each?.hash ?? '') ?? [])
  if (broken[0] !== undefined) return [{ ...told, ...versionDamaged(broken[0]) }]
  if (resting?.withdrawn === undefined && newest?.version === reference.version) return []
  const view = await pullOf(context, caller, { ruleset: told.ruleset, parent: reference.id })
  if (view === undefined) return []
  const { id, title, role, from, to, behind, withdrawn } = view.parent
  const parent = { id, title }
  const entries: WorkEntry[] = []
  if (withdrawn !== undefined)
    entries.push({
      ...told,
      kind: 'parentWithdrawn',
      at: withdrawn.at,
      parent,
      version: from,
      reason: withdrawn.reason,
    })
  if (behind === 0 || newest === undefined) return entries
  const moved = {
    ...told,
    at: newest.publishedAt,
    from,
    to,
    behind,
    changes: view.items.length,
    conflicts: view.items.filter(({ status }) => status === 'conflict').length,
  }
  entries.push(
    role === 'template'
      ? { ...moved, kind: 'templateMoved', template: parent }
      : { ...moved, kind: 'overlayMoved', overlay: parent },
  )
  return entries
}

/** A draft that cannot be read is told where it is opened; it must not hide everybody else's work. */
async function pullOf(
  context: TimerContext,
  caller: Caller,
  request: { readonly ruleset: string; readonly parent: string },
) {
  try {
    return await readPull(context, caller, request)
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}

/** Only a county has to answer everything; a template may leave it to them. */
async function missingParameters(
  context: TimerContext,
  draft: DraftDocument,
): Promise<readonly Pick<Parameter, 'id' | 'title'>[]> {
  const manifest: Manifest | null = draft.manifest
  if (manifest?.kind !== 'county' || draft.layer === null) return []
  const { ruleset } = (await resolveLayer(context, draft.layer)).resolved
  return (ruleset?.parameters ?? [])
    .filter(({ required, values }) => required && values.length === 0)
    .map(({ id, title }) => ({ id, title }))
}
