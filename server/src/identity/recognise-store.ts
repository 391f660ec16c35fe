import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { exchangeFirstStart, firstStartFile } from '../demo/describe-first-start.ts'
import { StoreError } from '../ports/store-error.ts'
import type { CommitDocuments, DocumentStore } from '../documents/document-store.ts'
import { readStoreId, writeStoreId } from './store-id-file.ts'
import type { StoreIdDocument } from '../documents/marks.ts'

/**
 * What may be done about a store that is not the one the data folder belongs to: `accept` takes the one that is there,
 * `refuse` starts on a store that was there before and never makes one. Without either, a folder that belongs to no
 * store yet may begin a new one.
 */
export type NewStore = 'accept' | 'refuse'

/** A data folder, and the store it is opened with. */
export interface OpenedFolder {
  readonly folder: string
  /** The data file or the address of the store, as it is shown. */
  readonly where: string
  readonly newStore?: NewStore | undefined
}

const idDocument = 'store'

/**
 * Refuses a data file that is gone or empty where the folder has one, before a new one is made in its place.
 * @throws {StoreError} STORE_GONE
 */
export async function assertFileThere(opened: OpenedFolder): Promise<void> {
  const { where, newStore } = opened
  const there = existsSync(where) && statSync(where).size > 0
  if (there || newStore === 'accept') return
  if (newStore === 'refuse') throw noneThere(opened)
  if (await belongsToStore(opened.folder)) throw gone(opened)
}

/**
 * Makes sure that a store is the one the data folder belongs to, and lets a new folder and a new store know each other.
 * @param commit writes past the audit log, which is begun only in a store that is recognised
 * @throws {StoreError} STORE_GONE for an empty store where there was one, STORE_OTHER for another one
 */
export async function recogniseStore(
  store: DocumentStore,
  commit: CommitDocuments,
  opened: OpenedFolder,
): Promise<void> {
  const { folder, newStore } = opened
  const known = await readStoreId(folder)
  const found = (await store.get<'meta', StoreIdDocument>('meta', idDocument))?.storeId
  if (found !== undefined && found === known) return
  const wrong = await faultOf(store, opened, { known, found })
  if (wrong !== undefined) {
    if (newStore !== 'accept') throw wrong
    await exchangeFirstStart(folder, known, found)
  }
  // The store first: a folder without an id may join a store that has one, but not the other way round.
  await writeStoreId(folder, found ?? (await giveId(store, commit)))
}

/** Why a store is not taken for the one the data folder belongs to. */
async function faultOf(
  store: DocumentStore,
  opened: OpenedFolder,
  { known, found }: { readonly known: string | undefined; readonly found: string | undefined },
): Promise<StoreError | undefined> {
  if (found === undefined && (await isEmpty(store))) {
    if (opened.newStore === 'refuse') return noneThere(opened)
    return (await belongsToStore(opened.folder)) ? gone(opened) : undefined
  }
  return known === undefined ? undefined : other(opened, known, found)
}

/** The id a store is given, by us or by another server that opened it at the same moment. */
async function giveId(store: DocumentStore, commit: CommitDocuments): Promise<string> {
  const document: StoreIdDocument = { id: idDocument, revision: 1, storeId: randomUUID() }
  const { committed } = await commit([{ kind: 'insert', collection: 'meta', document }], 'mark')
  if (committed) return document.storeId
  return (await store.get<'meta', StoreIdDocument>('meta', idDocument))?.storeId ?? document.storeId
}

/** A folder of an older Jieli has no id, but says that there was a first start. */
async function belongsToStore(folder: string): Promise<boolean> {
  return (await readStoreId(folder)) !== undefined || existsSync(path.join(folder, firstStartFile))
}

/** Whether nothing was ever written: the audit log and the first start's mark come before everything else. */
async function isEmpty(store: DocumentStore): Promise<boolean> {
  const found = await Promise.all(
    (['meta', 'audit', 'users'] as const).map((collection) => store.find(collection, { limit: 1 })),
  )
  return found.every((documents) => documents.length === 0)
}

function gone({ folder, where }: OpenedFolder): StoreError {
  return new StoreError(
    'STORE_GONE',
    `数据文件夹 ${folder} 已有数据库，但 ${where} 不见了或是空的：请从备份恢复；确要从空库开始，请用 JIELI_NEW_STORE=accept 启动一次 · the data folder ${folder} has a store, but ${where} is gone or empty: restore it from a backup, or start once with JIELI_NEW_STORE=accept to begin anew`,
  )
}

function other({ folder, where }: OpenedFolder, known: string, found?: string): StoreError {
  const named = found ?? '—'
  return new StoreError(
    'STORE_OTHER',
    `${where} 不是数据文件夹 ${folder} 的数据库（编号应为 ${known}，实为 ${named}）：请恢复原来的数据库；确要改用这个，请用 JIELI_NEW_STORE=accept 启动一次 · ${where} is not the store of the data folder ${folder} (its id should be ${known}, it is ${named}): bring back the right one, or start once with JIELI_NEW_STORE=accept to use this one`,
  )
}

function noneThere({ folder, where }: OpenedFolder): StoreError {
  return new StoreError(
    'STORE_GONE',
    `${where} 没有数据，而 JIELI_NEW_STORE=refuse 不允许新建数据库：请检查数据文件夹 ${folder} 是否已挂载 · there is no data in ${where}, and JIELI_NEW_STORE=refuse lets no store be made: check that the data folder ${folder} is mounted`,
  )
}
