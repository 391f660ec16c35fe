import type { ChainHead } from './audit-entry.ts'

/** One chain of this process, and where it ends. */
export interface Chain {
  head: ChainHead
}

/**
 * The chains one process writes. A chain has one commit under way at a time, so
 * its next number is certain: a commit that loses gives its number back, and
 * there is never a gap. Concurrent commits take different chains, and all of
 * them reach the disk together.
 */
export class ChainPool {
  readonly #process: string
  readonly #rootHash: string
  readonly #largest: number
  readonly #chains = new Set<Chain>()
  readonly #idle: Chain[] = []
  readonly #waiting: ((chain: Chain) => void)[] = []
  #made = 1

  /** @param first the chain that holds the opening entry, and nothing else yet */
  constructor(process: string, first: Chain, largest: number) {
    this.#process = process
    this.#rootHash = first.head.hash
    this.#largest = largest
    this.#chains.add(first)
    this.#idle.push(first)
  }

  /** A chain nobody else has; undefined while all are taken. */
  take(): Chain | undefined {
    const idle = this.#idle.pop()
    if (idle) return idle
    return this.#chains.size < this.#largest ? this.#make() : undefined
  }

  /** The next chain that somebody gives back. */
  wait(): Promise<Chain> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  give(chain: Chain): void {
    const next = this.#waiting.shift()
    if (next) next(chain)
    else this.#idle.push(chain)
  }

  /** Never uses a chain again: nobody knows whether its last commit was stored. */
  retire(chain: Chain): void {
    this.#chains.delete(chain)
    const next = this.#waiting.shift()
    if (next) next(this.#make())
  }

  /** Where the chains end that hold anything. */
  heads(): ChainHead[] {
    return [...this.#chains].map(({ head }) => head).filter(({ seq }) => seq > 0)
  }

  #make(): Chain {
    const chain = chainName(this.#process, this.#made)
    this.#made += 1
    const made = { head: { chain, seq: 0, hash: this.#rootHash } }
    this.#chains.add(made)
    return made
  }
}

/** The name of a process's chain; the opening entry is in number 0. Pure. */
export function chainName(process: string, number: number): string {
  return `${process}.${String(number).padStart(4, '0')}`
}
