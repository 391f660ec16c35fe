import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { signOut, signOutByProvider } from '../api/session.ts'
import { useSession } from '../api/use-session.ts'

/**
 * Signs out, forgets all that was read, and leads to the sign-in, whatever the server answers; to the site's provider
 * first, where somebody has signed in by it and it offers that.
 */
export function useLeaving(): () => void {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const byProvider = useSession().data?.provider === true
  const { mutate } = useMutation({
    mutationFn: async () => {
      if (byProvider) return (await signOutByProvider()).address
      await signOut()
      return null
    },
    onSettled: (address) => {
      queries.clear()
      if (typeof address === 'string') window.location.assign(address)
      else void navigate('/sign-in')
    },
  })
  return () => mutate()
}
