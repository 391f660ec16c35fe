import type { OperationContext } from '../context/operation-context.ts'
import type { LiveCache } from './live-cache.ts'

/** What operations on live figures work with beside what every operation does. */
export interface LiveContext extends OperationContext {
  /** What months come to by what is known now. */
  readonly live: LiveCache
}
