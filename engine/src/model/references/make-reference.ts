import type { Reference } from './reference.ts'
import type { ValueType } from '../value-types/value-types.ts'

/** A fact that is read where it is named; none when it is absent. Pure. */
export function factReference(
  id: string | undefined,
  path: string,
  types?: readonly ValueType[],
): readonly Reference[] {
  return id === undefined ? [] : [{ list: 'facts', id, path, types }]
}

/** The code system a fact or parameter takes its codes from; none where it has codes of its own. Pure. */
export function codeSystemReference(
  { codeSystem }: { readonly codeSystem?: string | undefined },
  path: string,
): readonly Reference[] {
  return codeSystem === undefined
    ? []
    : [{ list: 'codeSystems', id: codeSystem, path: `${path}/codeSystem` }]
}

/** A parameter that is read where it is named; none when it is absent. Pure. */
export function parameterReference(
  named: { readonly parameter: string } | undefined,
  path: string,
  types?: readonly ValueType[],
): readonly Reference[] {
  return named === undefined ? [] : [{ list: 'parameters', id: named.parameter, path, types }]
}
