/** As much of a published version as says on which days it applies, and to whom. */
export interface DatedVersion {
  /** First day in force. */
  readonly from: string
  readonly publishedAt: string
  /** The days it did not apply on: from the first, until the one on which it applied again. */
  readonly suspensions?:
    | readonly { readonly from: string; readonly until?: string | undefined }[]
    | undefined
  /** Set on a version that begins with some units. */
  readonly pilot?: { readonly units: readonly { readonly id: string }[] } | undefined
  /** What came of the pilot, the first first. */
  readonly evaluations?:
    | readonly { readonly decision: string; readonly day: string; readonly at: string }[]
    | undefined
}

/** The versions of a ruleset that apply on a day. */
export interface VersionsInForce<Version> {
  /** Absent where there is none for all. */
  readonly forAll?: Version
  /** Those newer than it that apply to their pilot units, latest first. */
  readonly pilots: readonly Version[]
}

/** Whether a version is suspended on a day. Pure. */
export function isSuspendedOn({ suspensions = [] }: DatedVersion, day: string): boolean {
  return suspensions.some(({ from, until }) => from <= day && (until === undefined || day < until))
}

/**
 * The versions that apply on a day: for all units the latest that has begun for all and is not suspended, for pilot units
 * those after it that have begun with them. What a later version for all replaced before it began never applied, and does
 * not come back when that one is suspended. Pure.
 * @param versions every version of a ruleset, latest first
 */
export function versionsInForce<Version extends DatedVersion>(
  versions: readonly Version[],
  day: string,
): VersionsInForce<Version> {
  const pilots: Version[] = []
  for (const [index, version] of versions.entries()) {
    const span = spansOf(version).find((each) => covers(each, day))
    if (span === undefined || isSuspendedOn(version, day)) continue
    if (versions.slice(0, index).some((later) => replacedUnbegun(span, later))) continue
    if (!span.pilot) return { forAll: version, pilots }
    pilots.push(version)
  }
  return { pilots }
}

/**
 * The version in force on a day, for all units or, where one is named, for that unit. Pure.
 * @param versions every version of a ruleset, latest first
 */
export function versionInForce<Version extends DatedVersion>(
  versions: readonly Version[],
  day: string,
  unit?: string,
): Version | undefined {
  const { forAll, pilots } = versionsInForce(versions, day)
  return pilots.find((pilot) => isPilotUnit(pilot, unit)) ?? forAll
}

/** Whether a unit is one of those a version begins with. Pure. */
export function isPilotUnit({ pilot }: Pick<DatedVersion, 'pilot'>, unit?: string): boolean {
  return unit !== undefined && pilot?.units.some(({ id }) => id === unit) === true
}

/** What ended a version's pilot: that it applies to all from a day, or to nobody; `undefined` while it goes on. Pure. */
export function pilotOutcome<Each extends { readonly decision: string }>({
  evaluations = [],
}: {
  readonly evaluations?: readonly Each[] | undefined
}): Each | undefined {
  return evaluations.find(({ decision }) => decision !== 'continue')
}

/** The first day on which a version applies to all units; of one on trial to its pilot units. Pure. */
export function firstDayInForce(version: DatedVersion): string {
  const outcome = pilotOutcome(version)
  return outcome?.decision === 'extend' ? outcome.day : version.from
}

/** Whether a version is one that applies, or will apply, to its pilot units alone on a day. Pure. */
export function isPilotOn(version: DatedVersion, day: string): boolean {
  if (version.pilot === undefined) return false
  const outcome = pilotOutcome(version)
  return outcome?.decision !== 'extend' || day < outcome.day
}

/** Days in a row on which a version applies to the same units. */
interface Span {
  readonly pilot: boolean
  readonly from: string
  readonly until?: string
  /** When it was decided that it does. */
  readonly decidedAt: string
}

function spansOf(version: DatedVersion): readonly Span[] {
  const { from, publishedAt: decidedAt, pilot } = version
  if (pilot === undefined) return [{ pilot: false, from, decidedAt }]
  const outcome = pilotOutcome(version)
  if (outcome === undefined) return [{ pilot: true, from, decidedAt }]
  const { day, at } = outcome
  const begun: Span = { pilot: true, from, until: day, decidedAt }
  return outcome.decision === 'extend'
    ? [begun, { pilot: false, from: day, decidedAt: at }]
    : [begun]
}

function covers({ from, until }: Span, day: string): boolean {
  return from <= day && (until === undefined || day < until)
}

/** Whether a later version took an earlier one's place before that had begun; a pilot takes nobody's for good. */
function replacedUnbegun({ from }: Span, later: DatedVersion): boolean {
  return spansOf(later).some(
    (span) =>
      !span.pilot &&
      span.from <= from &&
      span.decidedAt.slice(0, 10) < from &&
      !isSuspendedOn(later, span.from),
  )
}

/** The suspension of a version that goes on; `undefined` where it applies, or would. Pure. */
export function currentSuspension<Each extends { readonly until?: string | undefined }>({
  suspensions = [],
}: {
  readonly suspensions?: readonly Each[] | undefined
}): Each | undefined {
  const last = suspensions.at(-1)
  return last?.until === undefined ? last : undefined
}
