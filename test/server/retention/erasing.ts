import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { pdf, startFiling, type Filing } from '../cases/filing.ts'
import { caseWorker, type Answer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'

const whole = { county: 'north', units: '*' } as const
export const erasures = '/v1/counties/north/erasures'
export const holds = '/v1/counties/north/holds'
export const ground = '《个人信息保护法》第四十七条'

/** Whatever of a person nobody may find once they are erased. */
export const told = ['P-7', '病情需要', '"age":71', '知情同意书', 'HIS-77']

/** A county whose patient P-7 has had a referral with everything that can lie beside one, and others that stay. */
export class Erasing {
  readonly server: TestServer
  readonly filing: Filing
  /** One proposes, another confirms. */
  readonly first: string
  readonly second: string
  readonly auditor: string
  readonly bytes = pdf()

  private constructor(
    server: TestServer,
    filing: Filing,
    keys: Readonly<Record<'first' | 'second' | 'auditor', string>>,
  ) {
    this.server = server
    this.filing = filing
    this.first = keys.first
    this.second = keys.second
    this.auditor = keys.auditor
  }

  static async open(server: TestServer): Promise<Erasing> {
    const filing = await startFiling(server)
    return new Erasing(server, filing, {
      first: await server.key({ role: 'administrator', ...whole }),
      second: await server.key({ role: 'administrator', ...whole }),
      auditor: await server.key({ role: 'auditor', ...whole }),
    })
  }

  async ask(url: string, key: string, body?: object, method?: 'DELETE'): Promise<Answer> {
    return await this.server.ask(url, { key, ...(body && { body }), ...(method && { method }) })
  }

  async begin(patient = 'P-7'): Promise<string> {
    this.server.clock.advance(1)
    const facts = { ...referralFacts(), 'patient.id': patient }
    const body = { ruleset: 'small', pathway: 'referral', facts }
    const headers = { 'idempotency-key': `start-${this.server.clock.now()}` }
    const { doctor: key } = this.filing
    return (await this.server.ask('/v1/cases', { key, body, headers })).body.id
  }

  async send(id: string, body: object): Promise<Answer> {
    this.server.clock.advance(1)
    const key = await this.#receiver()
    return await this.server.ask(`/v1/cases/${id}/events`, { key, body })
  }

  /** A case that came to its end, with a refusal, a document, an event, a name and several reads. */
  async finished(patient = 'P-7', bytes = this.bytes): Promise<string> {
    const id = await this.begin(patient)
    await this.send(id, { type: 'accept' })
    await this.send(id, { type: 'send', reason: '病情需要' })
    const { body } = await this.filing.upload(id, bytes)
    await this.filing.file(id, [body.sha256], { facts: { age: 71 } })
    const named = { id: `n-${id}`, revision: 1, county: 'north', system: 'urn:his', case: id }
    const document = { ...named, value: 'HIS-77' }
    await this.server.context.commit(
      [{ kind: 'insert', collection: 'referralIdentifiers', document }],
      {
        action: 'link.open',
        actor: { kind: 'system', id: 'test', title: 'test' },
        target: id,
        county: 'north',
        detail: { value: 'HIS-77' },
      },
    )
    const { status } = await this.send(id, { type: 'accept' })
    if (status !== 200) throw new Error(`The case did not come to its end: ${status}`)
    await this.ask(`/v1/cases/${id}`, this.auditor)
    await numberEvents(this.server.context)
    this.server.clock.advance(hour)
    return id
  }

  async propose(patient = 'P-7', key = this.first): Promise<Answer> {
    return await this.ask(erasures, key, { patient, ground, reason: '本人申请' })
  }

  async confirm(id: string, key = this.second): Promise<Answer> {
    return await this.ask(`${erasures}/${id}/confirm`, key, {})
  }

  /** Does what is stored as a server does every second. */
  async workOff(context = this.server.context): Promise<unknown[]> {
    const failed: unknown[] = []
    const jobs = new JobScan(context, (error) => failed.push(error), { alone: true })
    await jobs.run()
    await jobs.idle()
    return failed
  }

  /** Everything that is stored, but for what is said to keep the pseudonym. */
  async stored(): Promise<string> {
    const { raw } = this.server
    const names = ['cases', 'events', 'refusals', 'uploads', 'referralIdentifiers', 'caseReads']
    const found: unknown[] = []
    for (const name of names) found.push(await raw.find(name, { limit: 10_000 }))
    const entries = await raw.find<never>('audit', { limit: 10_000 })
    found.push(entries.filter(({ action }: { action: string }) => !keeps.has(action)))
    return JSON.stringify(found)
  }

  async #receiver(): Promise<string> {
    this.#worker ??= await this.server.key(caseWorker('north', 'T01', 'D01'))
    return this.#worker
  }
  #worker: string | undefined
}

/** Who looked a person up is said by the pseudonym, which the seal covers. */
const keeps = new Set(['case-reads.read', 'person.export', 'hold.set', 'hold.lift', 'audit.erase'])
