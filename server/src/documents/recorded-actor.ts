/** Who did something, as kept for ever: a name that still reads well when the account is gone. */
export interface RecordedActor {
  readonly kind: 'user' | 'key' | 'timer' | 'system'
  readonly id: string
  readonly title: string
  /** The unit they acted for, where that is known. */
  readonly unit?: string
}
