import { may } from '@jieli/server/contracts'
import { useSession } from '../../api/use-session.ts'

/** Whether the person signed in may begin a county's ruleset anywhere; where exactly, the server decides. */
export function useMayAdapt(): boolean {
  return may({ grants: useSession().data?.grants ?? [] }, 'drafts.write')
}
