/** What one server at a time works on. The holder counts its beats: one that stands still for long has died. */
export interface Leased {
  readonly id: string
  readonly lease: { readonly holder: string; readonly beat: number } | null
}

/** A holder whose beat does not move for so long, in milliseconds, has died. What lies between two beats is far shorter. */
export const leaseTime = 45_000

/**
 * Whether something is free to be worked on. No clock is compared with another's: a lease is over when this process has
 * seen its beat stand still for long enough, by its own time.
 */
export class LeaseWatch {
  readonly #holder: string
  readonly #alone: boolean
  readonly #time: number
  readonly #seen = new Map<string, { readonly beat: string; readonly since: number }>()

  /**
   * @param alone true where no other process can have the store open: what is held was held by one that died
   * @param time how long a beat has to stand still, in milliseconds
   */
  constructor(holder: string, alone: boolean, time = leaseTime) {
    this.#holder = holder
    this.#alone = alone
    this.#time = time
  }

  isFree({ id, lease }: Leased): boolean {
    if (lease === null || lease.holder === this.#holder || this.#alone) {
      this.#seen.delete(id)
      return true
    }
    const beat = `${lease.holder} ${lease.beat}`
    const seen = this.#seen.get(id)
    if (seen?.beat !== beat) {
      this.#seen.set(id, { beat, since: performance.now() })
      return false
    }
    return performance.now() - seen.since >= this.#time
  }
}
