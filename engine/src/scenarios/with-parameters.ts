import type { Bundle } from '../model/bundle.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Scenario } from '../model/scenario.ts'

const supplied = new WeakMap<Bundle, Map<string, Bundle>>()

/**
 * The bundle with some parameters set from the first day on. Scenarios that set the same ones share it, and with it
 * the machine that is built for it. Pure.
 */
export function withParameters(
  bundle: Bundle,
  values: NonNullable<Scenario['parameters']>,
): Bundle {
  if (Object.keys(values).length === 0) return bundle
  const known = supplied.get(bundle) ?? new Map<string, Bundle>()
  supplied.set(bundle, known)
  const key = JSON.stringify(values)
  const shared = known.get(key)
  if (shared !== undefined) return shared
  const ruleset: Ruleset = {
    ...bundle.ruleset,
    parameters: bundle.ruleset.parameters.map((parameter) => {
      const value = values[parameter.id]
      return value === undefined
        ? parameter
        : { ...parameter, values: [{ from: '0001-01-01', value }] }
    }),
  }
  // It lives for its scenarios and meets no other bundle: a hash of its own would only cost time.
  const made = { ...bundle, ruleset }
  known.set(key, made)
  return made
}
