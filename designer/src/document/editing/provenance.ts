import {
  type Contract,
  type ExceptionStatus,
  exceptionsOver,
  itemAt,
  jsonEqual,
  type Ruleset,
} from '@jieli/engine'

/** Where an item comes from: added here, inherited unchanged, or overriding the parent's. */
export type Provenance = 'own' | 'inherited' | 'overrides'

/** The provenance of an item against the parent's of the same id, unsaved edits included. Pure. */
export function provenanceOf(theirs: unknown, ours: unknown): Provenance {
  if (theirs === undefined) return 'own'
  return jsonEqual(theirs, ours) ? 'inherited' : 'overrides'
}

/** The contract on an item, or on the nearest item around it. Pure. */
export function contractOver(ruleset: Ruleset | undefined, path: string): Contract | undefined {
  for (let place = path; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = ruleset && (itemAt(ruleset, place) as Contracted | undefined)
    const contract = found?.contract ?? found?.meta?.contract
    if (contract !== undefined) return contract
  }
  return undefined
}

interface Contracted {
  readonly contract?: Contract
  readonly meta?: { readonly contract?: Contract }
}

/**
 * The contract from above that keeps an item as it is, unless an exception excuses from it. Under `tightenOnly` a rule
 * may still grow stricter; of a statechart nothing may. A parameter may be given the value its parent left open. Pure.
 */
export function lockedBy(
  parent: Ruleset | undefined,
  path: string,
  exceptions: readonly ExceptionStatus[],
): Contract | undefined {
  const contract = contractOver(parent, path)
  if (contract === undefined || contract.mode === 'free') return undefined
  const [, list, id] = path.split('/')
  const covering = exceptionsOver(exceptions, path)
  if (list === 'parameters') {
    const theirs = parent?.parameters.find((known) => known.id === id)
    const open = theirs?.values.length === 0
    // An expired exemption still has to be followed by a value within the contract.
    const excused = covering.some(({ standing }) => standing !== 'refused')
    return contract.mode === 'locked' && !open && !excused ? contract : undefined
  }
  if (covering.some(({ standing }) => standing === 'inForce')) return undefined
  return contract.mode === 'tightenOnly' && list !== 'pathways' ? undefined : contract
}
