import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { signOut } from '../api/session.ts'

/** Signs out, forgets all that was read, and leads to the sign-in, whatever the server answers. */
export function useLeaving(): () => void {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      queries.clear()
      void navigate('/sign-in')
    },
  })
  return () => mutate()
}
