import type { SignedInUser } from '@jieli/server/contracts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { readMe } from './session.ts'

/** Who is signed in; fails with status 401 when nobody is. */
export function useSession(): UseQueryResult<SignedInUser> {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => (await readMe()).user,
    staleTime: 60_000,
  })
}
