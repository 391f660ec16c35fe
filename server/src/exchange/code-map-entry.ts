/** How often each kind of entry is in a map. */
export type CodeMapCounts = Readonly<Record<CodeMapKind, number>>

export type CodeMapKind = 'oneToOne' | 'manyToOne' | 'oneToMany' | 'none'

/** A code of the one edition, and the codes of the other that it stands for. */
export interface CodeMapEntry {
  readonly code: string
  readonly name: string | null
  readonly kind: CodeMapKind
  readonly targets: readonly { readonly code: string; readonly name: string | null }[]
}
