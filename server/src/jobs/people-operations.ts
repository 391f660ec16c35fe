import type { UserChange } from '../contracts/people.ts'
import { checkPassword } from '../operations/people/check-password.ts'
import { leave, readLeaving } from '../operations/people/leave.ts'
import { editUser, listUsers } from '../operations/people/manage-accounts.ts'
import { listKeys } from '../operations/people/manage-keys.ts'
import { heavy } from './heavy-operation.ts'

/** Lists of accounts and keys grow; a password is compared with a list of some ten thousand. */
export const peopleOperations = {
  listUsers: heavy({ lane: 'quick', work: listUsers }),
  editUser: heavy({
    lane: 'quick',
    work: async (context, caller, input: { username: string; change: UserChange }) =>
      editUser(context, caller, input.username, input.change),
    head: ({ username }) => username,
    // Who takes an administrator away has to see who else is one.
    alone: () => 'administrators',
  }),
  readLeaving: heavy({ lane: 'quick', work: readLeaving }),
  leave: heavy({ lane: 'quick', work: leave, alone: () => 'administrators' }),
  checkPassword: heavy({
    lane: 'quick',
    work: async (_context, _caller, input: { username: string; title: string; password: string }) =>
      checkPassword(input),
  }),
  listKeys: heavy({ lane: 'quick', work: listKeys }),
}
