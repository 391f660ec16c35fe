import { useRef } from 'react'
import { ApiError } from './api-error.ts'
import { createIdempotencyKey } from './request.ts'

/** The key of one intended POST: the same while no answer comes, so that what is intended once cannot happen twice. */
export function useRequestKey() {
  const key = useRef(createIdempotencyKey())
  return {
    read: () => key.current,
    /** Told what went wrong: another try after an answer is another request; without an answer it may have been done. */
    failed: (error: Error) => {
      if (error instanceof ApiError && error.status > 0) key.current = createIdempotencyKey()
    },
  }
}
