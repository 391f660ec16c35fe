import type { Ruleset } from '@jieli/engine'
import { useEffect, useState } from 'react'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import type { AcceptableGroup, ChangedReply, ChangedRequest } from './changed-messages.ts'

/** Pause after the last edit before the scenarios run. */
const pauseMilliseconds = 400

export interface ChangedScenarios {
  readonly groups: readonly AcceptableGroup[]
  /** True once they are those of the ruleset on screen. */
  readonly current: boolean
}

let requests = 0

/** The inherited scenarios that come out otherwise under the rules on screen, found anew after each pause in editing. */
export function useChangedScenarios(wanted: boolean): ChangedScenarios {
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const base = useDocument((state) => state.base)
  const origin = useDocument((state) => state.origin)
  const [found, setFound] = useState<{ ruleset: Ruleset; groups: readonly AcceptableGroup[] }>()
  useEffect(() => {
    if (!wanted) return undefined
    const number = ++requests
    let worker: Worker | undefined
    const timer = setTimeout(() => {
      // One for each time: what an edit has overtaken is given up, however long it would have run.
      worker = new Worker(new URL('./changed-worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<ChangedReply>) => {
        if (data.number === number) setFound({ ruleset, groups: data.groups })
        worker?.terminate()
      }
      worker.postMessage({ number, ruleset, origin, parent, base } satisfies ChangedRequest)
    }, pauseMilliseconds)
    return () => {
      clearTimeout(timer)
      worker?.terminate()
    }
  }, [wanted, ruleset, origin, parent, base])
  return { groups: found?.groups ?? [], current: found?.ruleset === ruleset }
}
