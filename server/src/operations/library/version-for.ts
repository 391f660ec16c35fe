import type { Bundle, Text } from '@jieli/engine'
import type { VersionChoice } from '../../contracts/pilot.ts'
import { isPilotUnit } from '../../contracts/version-in-force.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { knownUnits } from '../context/known-units.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { InForceOn } from './bundle-in-force.ts'

/** The version that applies to what a unit begins; while any is on trial, why it does. */
export interface ChosenVersion {
  readonly bundle: Bundle
  readonly publication: PublicationDocument
  readonly asOf: string
  readonly versionChoice?: VersionChoice
}

/**
 * Which unit begins, by the bundle for all units: it is looked for only while a version is on trial. `undefined` where
 * nobody said; null where no unit but the community begins.
 */
export type FindUnit = (
  bundle: Bundle,
) => string | null | undefined | Promise<string | null | undefined>

/** Of the versions in force on a day, the one for the unit that begins: the one place where a unit chooses its version. */
export async function versionFor(
  context: OperationContext,
  { forAll, pilots, asOf }: InForceOn,
  findUnit: FindUnit,
): Promise<ChosenVersion> {
  const bundle = await context.bundles.bundleOf(forAll)
  if (pilots.length === 0) return { bundle, publication: forAll, asOf }
  const unit = await findUnit(bundle)
  const pilot = pilots.find((each) => isPilotUnit(each, unit ?? undefined))
  const choice = (because: VersionChoice['because'], text: Text): VersionChoice => ({
    because,
    ...(typeof unit === 'string' && { unit }),
    pilots: pilots.map(({ version }) => version),
    text,
  })
  const publication =
    pilot === undefined ? undefined : await context.store.get('publications', pilot.id)
  if (pilot === undefined || publication === undefined) {
    const because = unit === undefined ? 'unitUnknown' : unit === null ? 'community' : 'otherUnit'
    const text = whyForAll[because](forAll.version, await nameOf(context, bundle, unit))
    return { bundle, publication: forAll, asOf, versionChoice: choice(because, text) }
  }
  const title = pilot.pilot?.units.find(({ id }) => id === unit)?.title ?? unit
  return {
    bundle: await context.bundles.bundleOf(publication),
    publication,
    asOf,
    versionChoice: choice('pilotUnit', {
      zh: `按试点版本 ${pilot.version}：${title}是试点单位`,
      en: `By version ${pilot.version}, which is on trial: ${title} is one of its pilot units`,
    }),
  }
}

/** What a unit is called in its county; its code where the county does not know it. */
async function nameOf(
  context: OperationContext,
  { ruleset: { manifest } }: Bundle,
  unit: string | null | undefined,
): Promise<string> {
  if (unit === null || unit === undefined) return ''
  const { units } = await knownUnits(context, manifest.id)
  return units.find(({ id }) => id === unit)?.title ?? unit
}

const whyForAll = {
  unitUnknown: (version: string): Text => ({
    zh: `不知道由哪个单位发起，按对全部单位有效的版本 ${version}；另有版本只在试点单位施行`,
    en: `By version ${version}, which is for all units, for it is not known which unit begins; another version is on trial in some`,
  }),
  otherUnit: (version: string, unit: string): Text => ({
    zh: `按对全部单位有效的版本 ${version}：${unit}不是试点单位`,
    en: `By version ${version}, which is for all units: ${unit} is no pilot unit`,
  }),
  community: (version: string): Text => ({
    zh: `按对全部单位有效的版本 ${version}：这是整个医共体的事项`,
    en: `By version ${version}, which is for all units: this is a matter of the community as one`,
  }),
}
