import { type Code, jsonEqual, type OrgUnit, tierCode, tiersOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { type KnownUnits, knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { UnitsDocument } from '../../documents/assessment-documents.ts'
import { withChange } from '../../documents/recorded-change.ts'
import { describeChanges } from '../context/describe-changes.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { assessedRuleset, assessedVersion } from './assessed-ruleset.ts'
import { nextWrite } from '../../documents/next-write.ts'

/** @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function readUnitDirectory(
  context: OperationContext,
  caller: Caller,
  ruleset: string,
): Promise<KnownUnits> {
  await assessedVersion(context, caller, { ruleset, permission: 'assessment.read' })
  return await knownUnits(context, ruleset)
}

/**
 * Replaces the units of a community. What a change of a unit has said of it stays, and one that has ended stays listed.
 * @throws ServerError UNITS_STALE, UNIT_TWICE, UNIT_TIER_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function saveUnitDirectory(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; units: readonly OrgUnit[]; expected: RevisionCondition },
): Promise<KnownUnits> {
  const { ruleset, units, expected } = request
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.write',
  })
  const tiers = tiersOf(bundle.ruleset)
  const ids = new Set<string>()
  for (const { id, title, tier } of units) {
    if (tier !== undefined && tiers !== undefined) assertTier({ unit: title, tier }, tiers)
    if (ids.has(id)) throw new ServerError('UNIT_TWICE', { unit: id })
    ids.add(id)
  }
  for (;;) {
    const stored = await context.store.get('units', ruleset)
    const before = stored?.revision ?? 0
    if (!meetsRevision(expected, before)) throw unitsStale(stored, expected)
    const document = nextDirectory(stored, {
      id: ruleset,
      units: withHistory(units, stored?.units ?? []),
      savedAt: context.clock.now(),
      savedBy: recordedActor(caller).title,
    })
    const result = await context.commit([nextWrite('units', document)], {
      action: 'units.save',
      actor: recordedActor(caller),
      target: ruleset,
      county: publication.manifest.county,
      detail: { units: units.length },
    })
    if (result.committed) return { revision: document.revision, units: document.units }
  }
}

/** The units as they are given, with what only changes of units say of them. Pure. */
function withHistory(given: readonly OrgUnit[], stored: readonly OrgUnit[]): readonly OrgUnit[] {
  const known = byId(stored)
  const ids = new Set(given.map(({ id }) => id))
  const gone = stored.filter(({ id, ended }) => ended !== undefined && !ids.has(id))
  const kept = given.map(({ ended: _ended, formerTitles: _titles, ...unit }) => {
    const { ended, formerTitles } = known.get(unit.id) ?? {}
    return { ...unit, ...(ended && { ended }), ...(formerTitles && { formerTitles }) }
  })
  return [...kept, ...gone]
}

/** A unit of a tier that no rule knows would silently be of none. */
function assertTier(
  { unit, tier }: { readonly unit: string; readonly tier: string | number },
  tiers: readonly Code[],
): void {
  if (tiers.some(({ code }) => code === tierCode(tier))) return
  const titles = (language: 'zh' | 'en') => tiers.map(({ title }) => title[language])
  throw new ServerError('UNIT_TIER_UNKNOWN', {
    unit,
    tier: String(tier),
    tiers: { zh: titles('zh').join('、'), en: titles('en').join(', ') },
  })
}

function nextDirectory(
  before: UnitsDocument | undefined,
  saved: Omit<UnitsDocument, 'revision' | 'changes'>,
): UnitsDocument {
  const revision = (before?.revision ?? 0) + 1
  const [was, is] = [byId(before?.units ?? []), byId(saved.units)]
  const items = [...new Set([...was.keys(), ...is.keys()])].filter(
    (id) => !jsonEqual(was.get(id) ?? null, is.get(id) ?? null),
  )
  const { savedAt: at, savedBy: by } = saved
  const change = { revision, at, by, action: 'units.save', items }
  return { ...saved, revision, changes: withChange(before?.changes, change) }
}

const changeLabels = {
  'units.save': { zh: '保存', en: 'saved' },
  'units.change': { zh: '单位变动', en: 'a unit changed' },
}

function byId(units: readonly OrgUnit[]): ReadonlyMap<string, OrgUnit> {
  return new Map(units.map((unit) => [unit.id, unit]))
}

function unitsStale(stored: UnitsDocument | undefined, condition: RevisionCondition): ServerError {
  return staleError('UNITS_STALE', {
    condition,
    revision: stored?.revision ?? 0,
    changes: describeChanges(stored?.changes, changeLabels),
  })
}
