import { ServerError } from '../../errors/server-error.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { CdsService } from '../../contracts/cds.ts'
import { cdsServices } from './cds-services.ts'

/**
 * The services a ruleset offers: those whose decision is in force today, once for each hook. Titles are in the language
 * asked for.
 * @throws ServerError CDS_SERVICE_NONE where there is none, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function listCdsServices(
  context: OperationContext,
  caller: Caller,
  query: { readonly ruleset: string; readonly language: 'zh' | 'en' },
): Promise<readonly CdsService[]> {
  const { ruleset, language } = query
  const none = new ServerError('CDS_SERVICE_NONE', { ruleset })
  const { bundle } = await bundleInForce(context, caller, ruleset).catch((error: unknown) => {
    throw error instanceof ServerError && error.code === 'NOTHING_IN_FORCE' ? none : error
  })
  assertRulesetScope(caller, 'decide', bundle.ruleset.manifest)
  const decisions = new Set(bundle.ruleset.decisions.map(({ id }) => id))
  const services = cdsServices
    .filter(({ decision }) => decisions.has(decision))
    .flatMap(({ id, title, description, hooks }) =>
      Object.entries(hooks).map(([hook, { version, prefetch }]) => ({
        id,
        hook,
        hookVersion: version,
        title: title[language],
        description: description[language],
        prefetch,
      })),
    )
  if (services.length === 0) throw none
  return services
}
