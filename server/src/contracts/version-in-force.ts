/** As much of a published version as says on which days it applies. */
export interface DatedVersion {
  /** First day in force. */
  readonly from: string
  readonly publishedAt: string
  /** The days it did not apply on: from the first, until the one on which it applied again. */
  readonly suspensions?:
    | readonly { readonly from: string; readonly until?: string | undefined }[]
    | undefined
}

/** Whether a version is suspended on a day. Pure. */
export function isSuspendedOn({ suspensions = [] }: DatedVersion, day: string): boolean {
  return suspensions.some(({ from, until }) => from <= day && (until === undefined || day < until))
}

/**
 * The version in force on a day: the latest that has begun and is not suspended. What a later version replaced before it
 * began never applied, and does not come back when that one is suspended. Pure.
 * @param versions every version of a ruleset, latest first
 */
export function versionInForce<Version extends DatedVersion>(
  versions: readonly Version[],
  day: string,
): Version | undefined {
  return versions.find(
    (version, index) =>
      version.from <= day &&
      !isSuspendedOn(version, day) &&
      !versions.slice(0, index).some((later) => replacedUnbegun(version, later)),
  )
}

/** Whether a later version took an earlier one's place before that had begun. */
function replacedUnbegun(earlier: DatedVersion, later: DatedVersion): boolean {
  return (
    later.from <= earlier.from &&
    later.publishedAt.slice(0, 10) < earlier.from &&
    !isSuspendedOn(later, later.from)
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
