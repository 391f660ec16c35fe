import type { Text } from '@jieli/engine'

/** Why a backup cannot be made, read or restored: one true sentence in each language, fit to be printed. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly text: Text
  /** Whether the backup itself is at fault, rather than how it was asked for. */
  readonly damaged: boolean

  constructor(text: Text, options: ErrorOptions & { readonly damaged?: boolean } = {}) {
    super(text.en, options)
    this.text = text
    this.damaged = options.damaged === true
  }
}
