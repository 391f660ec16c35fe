import { bringForward, type JsonObject, type Ruleset } from '@jieli/engine'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** Edits that were not saved, as this browser keeps them for whoever made them. */
export interface LocalCopy {
  readonly id: string
  /** Whose they are: nobody else who signs in here is offered them. */
  readonly account: string
  readonly ruleset: string
  /** The revision of the draft they rest on. */
  readonly revision: number
  /** When they were kept last. */
  readonly at: string
  readonly edited: Ruleset
}

interface Kept extends DBSchema {
  copies: { key: string; value: LocalCopy; indexes: { of: [account: string, ruleset: string] } }
}

let opened: Promise<IDBPDatabase<Kept>> | undefined

async function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('jieli', 1, {
    upgrade(created) {
      created
        .createObjectStore('copies', { keyPath: 'id' })
        .createIndex('of', ['account', 'ruleset'])
    },
  })
  return await opened
}

/** @throws where the browser keeps nothing: in a private window, or when the disk is full */
export async function keepCopy(copy: LocalCopy): Promise<void> {
  await (await database()).put('copies', copy)
}

export async function dropCopy(id: string): Promise<void> {
  await (await database()).delete('copies', id)
}

/** What somebody did not save of a ruleset, the newest first; what an earlier version of the program kept, as this one writes it. */
export async function copiesOf(account: string, ruleset: string): Promise<readonly LocalCopy[]> {
  const found = await (await database()).getAllFromIndex('copies', 'of', [account, ruleset])
  return found
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .map((copy) => ({ ...copy, edited: inPresentFormat(copy.edited) }))
}

function inPresentFormat(ruleset: Ruleset): Ruleset {
  return bringForward(ruleset as unknown as JsonObject) as unknown as Ruleset
}
