import { ServerError } from '../errors/server-error.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { ServerContext } from './server-context.ts'

/** Whose jobs these are; a watch looks at every county and asks for no right. */
const watcher: Caller = { kind: 'system', id: 'watch', title: 'watch', grants: [] }

/**
 * Looks at every ruleset, one after the other and each as a job of its own, so that whoever asks for a board meanwhile
 * is answered in between: whether thresholds were crossed, or what is late of the scheduled duties.
 * @returns how many notices there are of it
 */
export async function watchRulesets(
  context: ServerContext,
  options: {
    readonly watch: 'watchRuleset' | 'noteLateDuties'
    /** Told of a ruleset that could not be looked at; the watch goes on with the others. */
    readonly failed: (ruleset: string, error: unknown) => void
  },
): Promise<number> {
  const { head: rulesets } = await context.offload('watchedRulesets', watcher, undefined)
  let told = 0
  let left: readonly string[] = rulesets
  while (left.length > 0) {
    const unfinished: string[] = []
    for (const ruleset of left)
      try {
        told += (await context.offload(options.watch, watcher, ruleset)).head
      } catch (error) {
        const code = error instanceof ServerError ? error.code : undefined
        if (code === 'SERVER_ENDING') return told
        // Its cases have not all been counted yet: the next round goes on with that.
        if (code === 'CASES_BEING_COUNTED') unfinished.push(ruleset)
        else options.failed(ruleset, error)
      }
    left = unfinished
  }
  return told
}
