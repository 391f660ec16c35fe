/** What the threads of the pool run. */
export const jobWorker = new URL('job-worker.ts', import.meta.url)
