/** The algorithms a site encrypts by: those of everywhere, or the national ones of China (SM3, SM4). */
export const algorithmSets = ['international', 'national'] as const
export type AlgorithmSet = (typeof algorithmSets)[number]

/** What the personal content of a store is encrypted with. It lies outside the store, and travels to its threads. */
export interface DataKeys {
  readonly algorithms: AlgorithmSet
  /** Keys of 32 bytes in Base64: the first is written with, each is read with. */
  readonly keys: readonly [string, ...string[]]
}
