import { type Bundle, runScenario, type ScenarioResult } from '@jieli/engine'
import { useEffect, useRef, useState } from 'react'

export interface ScenarioRun {
  readonly results: readonly ScenarioResult[]
  readonly running: boolean
  /** True when the rules have changed since the results were found. */
  readonly stale: boolean
  readonly start: () => void
}

/** How long scenarios run before the page gets a turn. */
const sliceMilliseconds = 40

/** Runs all scenarios in the browser, a slice at a time, so that the page stays usable. */
export function useScenarioRun(bundle: Bundle): ScenarioRun {
  const [results, setResults] = useState<readonly ScenarioResult[]>([])
  const [running, setRunning] = useState(false)
  const [ranOn, setRanOn] = useState<Bundle>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const start = (): void => {
    clearTimeout(timer.current)
    setRanOn(bundle)
    setRunning(true)
    setResults([])
    const { scenarios } = bundle.ruleset
    const found: ScenarioResult[] = []
    const slice = (): void => {
      const until = performance.now() + sliceMilliseconds
      while (found.length < scenarios.length && performance.now() < until) {
        const scenario = scenarios[found.length]
        if (scenario !== undefined) found.push(runScenario(bundle, scenario))
      }
      setResults([...found])
      if (found.length < scenarios.length) timer.current = setTimeout(slice)
      else setRunning(false)
    }
    slice()
  }
  return { results, running, stale: ranOn !== undefined && ranOn !== bundle, start }
}
