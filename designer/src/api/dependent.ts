import type { Text } from '@jieli/engine'

/** A ruleset that rests on a version: with the version in force, or only with its draft. */
export interface Dependent {
  readonly ruleset: string
  readonly title: Text
  readonly version?: string
}
