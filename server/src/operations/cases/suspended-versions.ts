import type { CaseSuspension } from '../../contracts/suspension.ts'
import { currentSuspension } from '../../contracts/version-in-force.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

type OnVersion = Pick<CaseDocument, 'ruleset' | 'version'>

/** Finds which of some cases run on a version that is suspended at present, each ruleset looked up once. */
export async function suspendedVersions(
  { store }: Pick<OperationContext, 'store'>,
  cases: readonly OnVersion[],
): Promise<(of: OnVersion) => CaseSuspension | undefined> {
  const rulesets = [...new Set(cases.map(({ ruleset }) => ruleset))]
  const found = await store.find('suspensions', {
    anyOf: rulesets.map((id) => ({ id })),
    limit: Math.max(1, rulesets.length),
  })
  const decided = new Map(found.map(({ id, versions }) => [id, versions]))
  return ({ ruleset, version }) => {
    const current = currentSuspension(decided.get(ruleset)?.[version] ?? {})
    if (current === undefined) return undefined
    const { confirmedAt: since, reason } = current.suspended
    return { since, reason, rolledBack: current.rolledBack !== undefined }
  }
}
