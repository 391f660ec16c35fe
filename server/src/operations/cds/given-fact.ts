/** A value somebody gives for a fact. */
export interface GivenFact {
  readonly fact: string
  readonly value: unknown
}
