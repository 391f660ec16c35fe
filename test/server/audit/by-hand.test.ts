import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteReader } from '../../../server/src/adapters/index.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { unkeyedSeal } from '../../../server/src/audit/unkeyed-seal.ts'
import type { AuditReport } from '../../../server/src/audit/verify/findings.ts'
import { verifyStore } from '../../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { openFilledServer } from './filled-server.ts'

/** A data folder whose server has ended, as it is copied, and changed by hand. */
let folder: string
let copies: string
let caseId: string
let checkpoints: string[]

const inFolder = (name: string) => path.join(folder, name)
const database = 'jieli.sqlite'

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-hand-'))
  const filled = await openFilledServer()
  const { server } = filled
  ;({ caseId } = filled)
  await server.store.writeCheckpoint()
  await server.app.close()
  await server.store.close()
  for (const name of [checkpointFileName, 'signing-key.pem'])
    copyFileSync(path.join(server.folder, name), inFolder(name))
  // A thread of the pool may have it open still, so a plain copy of the file would not hold all.
  copies = `${folder}-copy`
  const stored = new DatabaseSync(path.join(server.folder, database))
  stored.exec(`VACUUM INTO '${copies}'`)
  stored.close()
  rmSync(server.folder, { recursive: true })
  copyFileSync(copies, inFolder(database))
  checkpoints = readFileSync(inFolder(checkpointFileName), 'utf8').trim().split('\n')
}, 60_000)
afterEach(() => {
  copyFileSync(copies, inFolder(database))
  writeFileSync(inFolder(checkpointFileName), `${checkpoints.join('\n')}\n`)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(copies)
})

type Stored = Record<string, unknown>

/** What somebody does with a tool for databases, and nothing else. */
class Hand {
  readonly #database: DatabaseSync

  constructor(opened: DatabaseSync) {
    this.#database = opened
  }

  run(sql: string, ...values: (string | number)[]): void {
    this.#database.prepare(sql).run(...values)
  }

  all(table: string): (Stored & { id: string })[] {
    return this.#database
      .prepare(`SELECT doc FROM ${table} ORDER BY id`)
      .all()
      .map(({ doc }) => JSON.parse(String(doc)) as Stored & { id: string })
  }

  /** Writes documents over, and leaves their columns as they are. */
  change(table: string, work: (document: Stored & { id: string }) => Stored | undefined): void {
    for (const document of this.all(table)) {
      const changed = work(structuredClone(document))
      if (changed === undefined) continue
      this.run(`UPDATE ${table} SET doc = ? WHERE id = ?`, JSON.stringify(changed), document.id)
    }
  }
}

/** Changes the data file by hand. */
function byHand(work: (hand: Hand) => void): void {
  const opened = new DatabaseSync(inFolder(database))
  work(new Hand(opened))
  opened.close()
}

/** Verifies as the command line does. */
async function verify(file = inFolder(checkpointFileName)): Promise<AuditReport> {
  const key = await ownSigningKey(folder)
  const store = openSqliteReader({ file: inFolder(database), collections })
  try {
    return await verifyStore({
      store,
      sealer: createSealer(key),
      collections: auditedCollections,
      publicKey: key.publicKey,
      checkpointFile: file,
      fileRequired: true,
    })
  } finally {
    await store.close()
  }
}
const codes = async (file?: string) => Object.keys((await verify(file)).counts).toSorted()

/** The chain of a case, and where it ends. */
const lastOf = (hand: Hand, chain: string) =>
  hand.all('audit').findLast((entry) => entry['chain'] === chain)!.id

describe('somebody who changes the data file by hand, without the key, is found', () => {
  it('who does nothing is told nothing of', async () => {
    expect(await codes()).toEqual([])
  })

  it.each<[what: string, work: (hand: Hand) => void, codes: readonly string[]]>([
    [
      'for a history step that was changed',
      (hand) => {
        const actor = JSON.stringify({ kind: 'user', id: 'li.wei', title: '李伟' })
        hand.run(
          `UPDATE cases_parts SET doc = json_set(doc, '$.actor', json(?)) WHERE id = ? AND list = 0 AND place = 1`,
          actor,
          caseId,
        )
      },
      ['CASE_HISTORY_CHANGED'],
    ],
    [
      'for a history step that was taken out',
      (hand) => {
        hand.run(`DELETE FROM cases_parts WHERE id = ? AND list = 0 AND place = 1`, caseId)
      },
      ['CASE_HISTORY_CHANGED', 'CASE_STATE_CHANGED', 'DOCUMENT_CHANGED'],
    ],
    [
      'for an effect that was taken off the outbox',
      (hand) => {
        hand.run(`DELETE FROM cases_parts WHERE id = ? AND list = 2 AND place = 0`, caseId)
      },
      ['CASE_STATE_CHANGED'],
    ],
    [
      'for a history step that is no text of a document any more',
      (hand) => {
        hand.run(`UPDATE cases_parts SET doc = 'x' WHERE id = ? AND list = 0`, caseId)
      },
      ['DOCUMENT_CHANGED'],
    ],
    [
      'for facts that were changed beside the history',
      (hand) => {
        hand.change('cases', (document) => {
          if (document.id !== caseId) return undefined
          const { facts } = document['snapshot'] as { facts: Stored }
          facts['age'] = 17
          return document
        })
      },
      ['CASE_STATE_CHANGED'],
    ],
    [
      'for a case that was removed',
      (hand) => {
        hand.run('DELETE FROM cases WHERE id = ?', caseId)
      },
      ['DOCUMENT_MISSING'],
    ],
    [
      'for a case that was removed with all of its entries',
      (hand) => {
        hand.run('DELETE FROM cases WHERE id = ?', caseId)
        hand.run(
          'DELETE FROM audit WHERE id > ? AND id < ?',
          `cases/${caseId}:`,
          `cases/${caseId};`,
        )
      },
      ['CHECKPOINT_DIFFERS'],
    ],
    [
      'for the newest entry of a document that was removed',
      (hand) => {
        hand.run('DELETE FROM audit WHERE id = ?', lastOf(hand, `cases/${caseId}`))
      },
      ['CHECKPOINT_DIFFERS', 'ENTRY_MISSING'],
    ],
    [
      'for the newest entry of all that was removed',
      (hand) => {
        hand.run(`DELETE FROM audit WHERE doc->>'action' = 'audit.close'`)
      },
      ['CHECKPOINT_DIFFERS'],
    ],
    [
      'for a log that was emptied',
      (hand) => {
        hand.run('DELETE FROM audit')
      },
      ['CHECKPOINT_DIFFERS', 'ENTRY_MISSING'],
    ],
    [
      'for a log that was emptied with its checkpoints',
      (hand) => {
        hand.run('DELETE FROM audit')
        hand.run('DELETE FROM checkpoints')
      },
      ['CHECKPOINT_MISSING', 'ENTRY_MISSING'],
    ],
    [
      'for a chain that was computed afresh without the key',
      (hand) => {
        const chain = `cases/${caseId}`
        let previous = ''
        hand.change('audit', (entry) => {
          if (entry['chain'] !== chain) return undefined
          const { hash: _hash, ...rest } = entry
          const content = { ...rest, previous, actor: { id: 'nobody' } }
          previous = unkeyedSeal(content)
          return { ...content, hash: previous }
        })
        hand.change('cases', (document) => {
          const audit = document['audit'] as Stored
          return document.id === caseId
            ? { ...document, audit: { ...audit, hash: previous } }
            : undefined
        })
      },
      ['CHECKPOINT_DIFFERS', 'ENTRY_UNSEALED'],
    ],
    [
      'for rules that were changed in a published version',
      (hand) => {
        hand.change('bundles', (document) => {
          const content = document['content'] as { decisions: unknown[] }
          return { ...document, content: { ...content, decisions: content.decisions.slice(1) } }
        })
      },
      ['BUNDLE_CHANGED', 'DOCUMENT_CHANGED'],
    ],
    [
      'for a grant that was added to an account',
      (hand) => {
        const grants = [{ role: 'administrator', county: '*', units: '*' }]
        hand.change('users', (document) => ({ ...document, grants }))
      },
      ['DOCUMENT_CHANGED'],
    ],
    [
      'for a grant that was added to a key',
      (hand) => {
        const grants = [{ role: 'administrator', county: '*', units: '*' }]
        hand.change('keys', (document) => ({ ...document, grants, title: 'x' }))
      },
      ['DOCUMENT_CHANGED'],
    ],
    [
      'for the last checkpoint that was removed',
      (hand) => {
        hand.run('DELETE FROM checkpoints WHERE id = (SELECT max(id) FROM checkpoints)')
      },
      ['CHECKPOINT_MISSING'],
    ],
    [
      'for a checkpoint within the row that was removed',
      (hand) => {
        hand.run('DELETE FROM checkpoints WHERE id = (SELECT min(id) FROM checkpoints)')
      },
      ['CHECKPOINT_MISSING'],
    ],
    [
      'for a summary that shows another state than the case has',
      (hand) => {
        hand.run(
          `UPDATE cases SET summary = json_set(summary, '$.state', 'nowhere') WHERE id = ?`,
          caseId,
        )
      },
      ['DOCUMENT_CHANGED'],
    ],
    [
      'for a column by which nobody finds the case any more',
      (hand) => {
        hand.run(`UPDATE cases SET county = 'nowhere' WHERE id = ?`, caseId)
      },
      ['DOCUMENT_CHANGED'],
    ],
    [
      'for an account that was put in',
      (hand) => {
        hand.run(
          `INSERT INTO users (id, revision, createKey, doc) SELECT 'smuggled', revision, createKey, json_set(doc, '$.id', 'smuggled') FROM users LIMIT 1`,
        )
      },
      ['DOCUMENT_UNRECORDED'],
    ],
    [
      'for a jurisdiction that binds less',
      (hand) => {
        hand.change('jurisdictions', (document) => ({ ...document, level: 'county' }))
      },
      ['DOCUMENT_CHANGED'],
    ],
  ])('%s', async (_, work, expected) => {
    byHand(work)
    expect(await codes()).toEqual(expected)
  })

  it('for a file of checkpoints from elsewhere, and one that holds none', async () => {
    const other = await openFilledServer()
    const file = inFolder('elsewhere.ndjson')
    copyFileSync(path.join(other.server.folder, checkpointFileName), file)
    await other.server.close()
    expect(await codes(file)).toEqual(['CHECKPOINT_MISSING', 'CHECKPOINT_OTHER_KEY'])
    writeFileSync(file, 'nothing\nat all\n')
    expect(await codes(file)).toEqual(['CHECKPOINT_NONE', 'CHECKPOINT_UNREADABLE'])
  }, 60_000)

  it('for a line of the file of checkpoints that was changed', async () => {
    const changed = checkpoints.map((line, index) =>
      index === 0 ? line.replace('"heads":', '"heads":1') : line,
    )
    writeFileSync(inFolder(checkpointFileName), `${changed.join('\n')}\n`)
    expect(await codes()).toEqual(['CHECKPOINT_CHANGED'])
  })
})

describe('what is not found', () => {
  it('is what came since the last checkpoint, cut off whole: the case with its entries and its checkpoint', async () => {
    // The last checkpoint is taken for one that was never written.
    byHand((hand) => {
      hand.run('DELETE FROM checkpoints WHERE id > ?', idOf(checkpoints[0]!))
      const { heads } = hand.all('checkpoints').at(-1) as unknown as { heads: { chain: string }[] }
      const known = new Set(heads.map(({ chain }) => chain))
      expect(known.has(`cases/${caseId}`)).toBe(false)
      hand.run('DELETE FROM cases WHERE id = ?', caseId)
      hand.run('DELETE FROM audit WHERE id > ? AND id < ?', `cases/${caseId}:`, `cases/${caseId};`)
    })
    writeFileSync(inFolder(checkpointFileName), `${checkpoints[0]}\n`)
    expect(await codes()).toEqual([])
  })

  it('is that a session is gone', async () => {
    byHand((hand) => {
      hand.run('DELETE FROM sessions')
    })
    expect(await codes()).toEqual([])
  })
})

function idOf(line: string): string {
  return (JSON.parse(line) as { id: string }).id
}
