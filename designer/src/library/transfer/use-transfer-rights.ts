import { may } from '@jieli/server/contracts'
import { useSession } from '../../api/use-session.ts'

/** What this person may do with files from other servers. The server decides; this only spares them dead ends. */
export function useTransferRights(): { readonly import: boolean; readonly accept: boolean } {
  const holder = { grants: useSession().data?.grants ?? [] }
  return { accept: may(holder, 'signers.manage'), import: may(holder, 'rulesets.import') }
}
