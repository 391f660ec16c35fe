import { hasRunOut } from '../../people/api-keys.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { callerOfUser } from './identify-caller.ts'

/** Whoever did something, with the rights they have now; undefined where they may do nothing any more. */
export async function callerNow(
  context: OperationContext,
  { kind, id }: RecordedActor,
): Promise<Caller | undefined> {
  const { store, clock } = context
  if (kind === 'user') {
    const user = await store.get('users', id)
    return user === undefined || user.disabled ? undefined : callerOfUser(context, user)
  }
  if (kind !== 'key') return undefined
  const key = await store.get('keys', id)
  if (key === undefined || key.disabled || hasRunOut(key, clock.now())) return undefined
  const maker = key.user === null ? undefined : await store.get('users', key.user)
  if (maker?.disabled === true) return undefined
  return { kind, id, title: key.title, grants: key.grants, owner: key.user }
}
