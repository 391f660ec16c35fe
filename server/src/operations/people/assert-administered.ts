import { mayWhole, reachOf } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import { changeUser } from '../../people/accounts.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'

/**
 * Makes a change to an account, unless it would leave a county, or all of them, without anybody who lets people in.
 * Changes of one server come one after the other. Two servers that take each other's last administrator away at one
 * moment both look again afterwards, and put theirs back.
 * @throws ServerError COUNTY_UNADMINISTERED
 */
export async function assertAdministered(
  context: OperationContext,
  username: string,
  applied: (user: UserDocument) => UserDocument,
  change: () => Promise<UserDocument>,
): Promise<UserDocument> {
  return await context.mutex.run('administrators', async () => {
    const before = await context.store.get('users', username)
    if (before === undefined) return await change()
    const lost = countiesLost(before, applied(before))
    const orphaned = await firstOrphaned(context, lost, username)
    if (orphaned !== undefined) throw unadministered(orphaned)
    const changed = await change()
    const late = await firstOrphaned(context, lost, username)
    if (late === undefined) return changed
    const { grants, disabled } = before
    await changeUser(context, username, {
      change: () => ({ grants, disabled }),
      audit: () => ({
        action: 'user.restore',
        actor: { kind: 'system', id: 'administrators', title: '管理员保留 administrators kept' },
        target: username,
        county: late === '*' ? '' : late,
      }),
    })
    throw unadministered(late)
  })
}

/** The counties somebody looks after now and would no longer; `*` for all of them at once. Pure. */
function countiesLost(before: UserDocument, after: UserDocument): readonly string[] {
  if (before.disabled) return []
  return reachOf(before, 'users.manage')
    .map(({ county }) => county)
    .filter((county) => after.disabled || !mayWhole(after, 'users.manage', county))
}

async function firstOrphaned(
  context: OperationContext,
  counties: readonly string[],
  without: string,
): Promise<string | undefined> {
  if (counties.length === 0) return undefined
  const orphaned = new Set(counties)
  for await (const user of readAll(context.store, 'users', {})) {
    // Whoever signs in by the site's provider cannot while it is down, and holds what groups give for as long as they do.
    if (user.id === without || user.disabled || user.password === null) continue
    for (const county of orphaned)
      if (mayWhole(user, 'users.manage', county)) orphaned.delete(county)
    if (orphaned.size === 0) return undefined
  }
  return counties.find((county) => orphaned.has(county))
}

function unadministered(county: string): ServerError {
  return new ServerError('COUNTY_UNADMINISTERED', {
    county: county === '*' ? { zh: '全部县区', en: 'every county' } : county,
  })
}
