import { hasErrors, parseFacts, schemaIssues } from '@jieli/engine'
import { linkClaimsSchema, type OpenedLink } from '../../contracts/link.ts'
import { requestInvalid } from '../../errors/request-validation.ts'
import { ServerError } from '../../errors/server-error.ts'
import { takeToken } from '../../people/used-tokens.ts'
import { readVisibleCase } from '../cases/read-case.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { factsInvalid } from '../../errors/facts-invalid.ts'
import { startingUnit } from '../cases/start-case.ts'
import { inForceOn } from '../library/bundle-in-force.ts'
import { versionFor } from '../library/version-for.ts'
import { tokenFaults, tokenReplayed, verifyToken } from '../people/identify-client.ts'

/** The page that links lead to, under the address this server has for others: what their tokens are meant for. */
const linkPage = '/open'

/**
 * Opens what a link of a hospital's system is for, for the very account it names. A link signs nobody in and gives no right:
 * what it opens is what the account may open anyhow. It is taken once, with an entry in the log.
 * @throws ServerError LINK_INVALID, LINK_OTHER_ACCOUNT, LINK_KEY, REQUEST_INVALID, CASE_UNKNOWN, CASE_DAMAGED,
 * RULESET_UNKNOWN, NOTHING_IN_FORCE, SCOPE_MISSING, PATHWAY_UNKNOWN, FACTS_INVALID
 */
export async function openLink(
  context: OperationContext,
  caller: Caller,
  token: string,
): Promise<OpenedLink> {
  if (caller.kind !== 'user') throw new ServerError('LINK_KEY')
  const verified = await verifyToken(context, { token, path: linkPage })
  if (typeof verified === 'string')
    throw new ServerError('LINK_INVALID', { fault: tokenFaults[verified] })
  const { client, jti, expires, claims } = verified
  const read = linkClaimsSchema.safeParse(claims)
  if (!read.success) throw requestInvalid(schemaIssues(read.error, claims, '/token'))
  const { sub, case: id, referral } = read.data
  // It stays good for whom it is.
  if (sub !== caller.id) throw new ServerError('LINK_OTHER_ACCOUNT', { account: sub })
  const found =
    id === undefined
      ? await referralOf(context, caller, referral)
      : { county: (await readVisibleCase(context, caller, id)).county, opened: { case: id } }
  const taken = await takeToken(
    context,
    { issuer: client.issuer, jti, expires },
    {
      action: 'link.open',
      actor: recordedActor(caller),
      target: id ?? `${referral?.ruleset}/${referral?.pathway}`,
      county: found.county,
      detail: { issuer: client.issuer, title: client.title },
    },
  )
  if (!taken) throw new ServerError('LINK_INVALID', { fault: tokenReplayed })
  return { from: client.title, ...found.opened }
}

type LinkedReferral = Omit<NonNullable<OpenedLink['referral']>, 'version'>

async function referralOf(
  context: OperationContext,
  caller: Caller,
  referral: LinkedReferral | undefined,
) {
  if (referral === undefined) throw new TypeError('a link was taken that opens nothing')
  const { ruleset, pathway, facts } = referral
  const { bundle, versionChoice } = await versionFor(
    context,
    await inForceOn(context, caller, ruleset),
    startingUnit(caller, referral, 'cases.start'),
  )
  const { manifest, pathways } = bundle.ruleset
  assertRulesetScope(caller, 'cases.start', manifest)
  if (!pathways.some((each) => each.id === pathway))
    throw new ServerError('PATHWAY_UNKNOWN', { ruleset, pathway, suggestion: '' })
  const { issues } = parseFacts(bundle.ruleset, facts, '/token/referral/facts')
  if (hasErrors(issues)) throw factsInvalid(issues)
  return {
    county: manifest.county,
    opened: {
      referral: {
        ruleset,
        pathway,
        facts,
        version: manifest.version,
        ...(versionChoice && { versionChoice }),
      },
    },
  }
}
