import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { caseWorker, type Answer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

/** A document as a scanner of paper writes it, with something of its own in it. */
export function pdf(content = randomBytes(8).toString('hex')): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${content}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n`)
}

export const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

interface Sent {
  readonly key?: string
  readonly name?: string
  readonly type?: string
}

/** A doctor of a township who sends documents and files them, and whoever looks at where they are kept. */
export class Filing {
  readonly server: TestServer
  readonly doctor: string

  constructor(server: TestServer, doctor: string) {
    this.server = server
    this.doctor = doctor
  }

  async startCase(): Promise<string> {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    return (await this.server.ask('/v1/cases', { key: this.doctor, body })).body.id
  }

  /** @param id of the case, or null where one is still to be begun */
  async upload(id: string | null, bytes: Buffer, sent: Sent = {}) {
    const { key = this.doctor, name = '知情同意书.pdf', type = 'application/pdf' } = sent
    const reply = await this.server.app.inject({
      method: 'POST',
      url: `/api/v1${id === null ? '' : `/cases/${id}`}/attachments?name=${encodeURIComponent(name)}`,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      payload: bytes,
    })
    return { status: reply.statusCode, body: reply.json() as Answer['body'] }
  }

  async file(id: string, attachments: string[], more: object = {}): Promise<Answer> {
    const body = { type: 'note', attachments, ...more }
    return await this.server.ask(`/v1/cases/${id}/events`, { key: this.doctor, body })
  }

  /** A case with one document. */
  async filed(bytes = pdf(), name?: string): Promise<{ id: string; sha256: string }> {
    const id = await this.startCase()
    const { body } = await this.upload(id, bytes, name === undefined ? {} : { name })
    const { status } = await this.file(id, [body.sha256])
    if (status !== 200) throw new Error(`The document was not filed: ${status}`)
    return { id, sha256: body.sha256 }
  }

  async open(id: string, sha256: string, key = this.doctor) {
    return await this.server.app.inject({
      url: `/api/v1/cases/${id}/attachments/${sha256}`,
      headers: { authorization: `Bearer ${key}` },
    })
  }

  /** Where a content is kept. */
  place(sha256: string): string {
    return path.join(this.server.folder, 'attachments', sha256.slice(0, 2), sha256)
  }

  isKept(bytes: Buffer): boolean {
    return existsSync(this.place(hashOf(bytes)))
  }

  /** What lies where files come in. */
  coming(): string[] {
    return readdirSync(path.join(this.server.folder, 'attachments', 'incoming'))
  }
}

/** A server with the small ruleset, and its doctor. */
export async function startFiling(server: TestServer): Promise<Filing> {
  await server.publish(smallRuleset())
  return new Filing(server, await server.key(caseWorker('north', 'T01')))
}
