import type { Job } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { readJob } from '../../api/jobs.ts'

/** Whether nothing more becomes of a job. Pure. */
export function hasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled'
}

/** A job, looked at again and again until it has ended. */
export function useJob(started: Job) {
  return useQuery({
    queryKey: ['job', started.id],
    queryFn: async () => await readJob(started.id),
    initialData: started,
    refetchInterval: ({ state }) =>
      state.data !== undefined && hasEnded(state.data) ? false : 500,
  })
}
