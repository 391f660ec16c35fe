import { jsonEqual, type Text } from '@jieli/engine'
import type { AuditAction } from '../../contracts/audit-action.ts'
import { mayWhole } from '../../contracts/policy.ts'
import type { Grant } from '../../contracts/roles.ts'
import type { UnitChangePreview } from '../../contracts/unit-change.ts'
import type { KeyDocument, UserDocument } from '../../documents/people-documents.ts'
import type { WebhookDocument } from '../../documents/webhook-documents.ts'
import { changeUser } from '../../people/accounts.ts'
import { changeKey } from '../../people/api-keys.ts'
import { type Caller, personOf, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { ownedUser } from '../people/manage-accounts.ts'
import { ownedKey } from '../people/manage-keys.ts'
import { grantDetails, looksAfter, peopleAudit } from '../people/people-scope.ts'

/** Whose rights pass on: those for the one unit of the county hold for the other, too. */
export interface PassingRights {
  readonly county: string
  readonly from: string
  readonly to: string
}

type ByHand = UnitChangePreview['byHand'][number]

/** Who acts for a unit, and whose rights somebody else has to look at. */
export interface UnitRights {
  readonly accounts: readonly UserDocument[]
  readonly keys: readonly KeyDocument[]
  readonly webhooks: readonly WebhookDocument[]
  readonly byHand: readonly ByHand[]
}

/**
 * The accounts, keys and webhooks that are to act for the other unit, too, and those that the caller cannot change. Whoever
 * acted for the unit keeps that right: what is finished stays with it.
 */
export async function unitRights(
  { store }: Pick<OperationContext, 'store'>,
  caller: Caller,
  passing: PassingRights,
): Promise<UnitRights> {
  const [accounts, keys, webhooks]: [UserDocument[], KeyDocument[], WebhookDocument[]] = [
    [],
    [],
    [],
  ]
  const byHand: ByHand[] = []
  for await (const user of readAll(store, 'users')) {
    const { id, title, grants, groupGrants = [] } = user
    const because = hindrance(grants, passing, () =>
      personOf(caller) === id
        ? reasons.own
        : looksAfter(caller, 'users.manage', ownedUser(user))
          ? undefined
          : reasons.others,
    )
    if (because === undefined) accounts.push(user)
    else if (because !== 'none') byHand.push({ kind: 'account', id, title, because })
    if (hindrance(groupGrants, passing, () => reasons.groups) !== 'none')
      byHand.push({ kind: 'account', id, title, because: reasons.groups })
  }
  for await (const key of readAll(store, 'keys')) {
    if (key.disabled) continue
    const because = hindrance(key.grants, passing, () =>
      looksAfter(caller, 'keys.manage', ownedKey(key)) ? undefined : reasons.others,
    )
    if (because === undefined) keys.push(key)
    else if (because !== 'none') byHand.push({ kind: 'key', id: key.id, title: key.title, because })
  }
  const { county, from, to } = passing
  if (mayWhole(caller, 'webhooks.manage', county))
    for await (const webhook of readAll(store, 'webhooks', { anyOf: [{ county }] }))
      if (webhook.units.includes(from) && !webhook.units.includes(to)) webhooks.push(webhook)
  return { accounts, keys, webhooks, byHand }
}

/** Lets them act for the other unit. Done again it changes nothing more. */
export async function passRights(
  context: OperationContext,
  caller: Caller,
  passing: PassingRights,
): Promise<{
  readonly accounts: number
  readonly keys: number
  readonly webhooks: number
  readonly byHand: number
}> {
  const found = await unitRights(context, caller, passing)
  for (const { id } of found.accounts)
    await changeUser(context, id, {
      change: ({ grants }) => ({ grants: grantsWith(grants, passing) }),
      audit: (before, after) => grantAudit(caller, 'user.handOver', before, after),
    })
  for (const { id } of found.keys)
    await changeKey(
      context,
      id,
      ({ grants }) => ({ grants: grantsWith(grants, passing) }),
      (before, after) => grantAudit(caller, 'key.handOver', before, after),
    )
  for (const { id } of found.webhooks) await addUnit(context, caller, id, passing)
  const { accounts, keys, webhooks, byHand } = found
  return {
    accounts: accounts.length,
    keys: keys.length,
    webhooks: webhooks.length,
    byHand: byHand.length,
  }
}

/** Grants for the one unit of the county, for the other too. Pure. */
function grantsWith(grants: readonly Grant[], { county, from, to }: PassingRights): Grant[] {
  return grants.map((grant) =>
    grant.county === county &&
    grant.units !== '*' &&
    grant.units.includes(from) &&
    !grant.units.includes(to)
      ? { ...grant, units: [...grant.units, to] }
      : grant,
  )
}

/** `none` where the grants do not concern the unit, or it is done; nothing where they can be changed. */
function hindrance(
  grants: readonly Grant[],
  passing: PassingRights,
  check: () => Text | undefined,
): Text | 'none' | undefined {
  return jsonEqual(grants, grantsWith(grants, passing)) ? 'none' : check()
}

function grantAudit(
  caller: Caller,
  action: AuditAction,
  before: Pick<UserDocument, 'id' | 'title' | 'grants'>,
  after: Pick<UserDocument, 'id' | 'title' | 'grants'>,
) {
  return peopleAudit(caller, action, {
    target: after.id,
    grants: after.grants,
    detail: {
      title: after.title,
      grants: grantDetails(after.grants),
      grantsBefore: grantDetails(before.grants),
    },
  })
}

async function addUnit(
  { store, commit }: OperationContext,
  caller: Caller,
  id: string,
  { county, from, to }: PassingRights,
): Promise<void> {
  for (;;) {
    const before = await store.get('webhooks', id)
    if (before === undefined || !before.units.includes(from) || before.units.includes(to)) return
    const units = [...before.units, to]
    const document = { ...before, units, revision: before.revision + 1 }
    const { committed } = await commit(
      [{ kind: 'replace', collection: 'webhooks', document, expectedRevision: before.revision }],
      {
        action: 'webhook.handOver',
        actor: recordedActor(caller),
        target: id,
        county,
        detail: { units, unitsBefore: [...before.units] },
      },
    )
    if (committed) return
  }
}

const reasons = {
  own: {
    zh: '这是您自己的账户，自己的权限须由另一位管理员改。',
    en: 'This is your own account: another administrator has to change its rights.',
  },
  others: {
    zh: '还有您不管理的县区的权限，须由管理这些县区的管理员改。',
    en: 'It also has rights for counties that you do not look after: an administrator of these has to change it.',
  },
  groups: {
    zh: '权限来自统一登录的用户组，须在那里改。',
    en: 'Its rights come from groups of the single sign-on, and have to be changed there.',
  },
} as const
