import { useSession } from '../shell/use-session.ts'

/** What this person may do with files from other servers. The server decides; this only spares them dead ends. */
export function useTravelRights(): { readonly import: boolean; readonly accept: boolean } {
  const roles = (useSession().data?.grants ?? [])
    .filter(({ county }) => county === '*')
    .map(({ role }) => role)
  const accept = roles.includes('administrator')
  return { accept, import: accept || roles.includes('publisher') }
}
