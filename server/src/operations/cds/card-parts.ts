import type { indexRuleset, Ruleset } from '@jieli/engine'
import type { DecideReply } from '../../contracts/decision.ts'
import type { CdsServiceDefinition } from './cds-services.ts'
import type { ReadingNote } from './read-diagnoses.ts'

/** A resource of the client's that a suggestion would change. */
export interface SuggestionTarget {
  readonly resourceType: string
  readonly extension?: readonly { readonly url: string }[] | undefined
}

/** What a card is made from. */
export interface CardParts {
  readonly service: CdsServiceDefinition
  readonly ruleset: Ruleset
  readonly known: ReturnType<typeof indexRuleset>['facts']
  readonly answer: DecideReply
  readonly facts: Readonly<Record<string, unknown>>
  readonly notes: readonly ReadingNote[]
  readonly language: 'zh' | 'en'
  /** What a suggestion changes: the order, else the encounter. */
  readonly target: SuggestionTarget | undefined
  readonly publicUrl: string | undefined
  readonly newId: () => string
}
