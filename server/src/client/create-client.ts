import type {
  AvailableEvents,
  Case,
  CasePage,
  CaseSummary,
  MinimalCase,
} from '../contracts/case.ts'
import type { EventInput, SearchCasesQuery, StartCaseInput } from '../contracts/case.ts'
import type { CdsFeedback, CdsFeedbackReply, CdsReply, CdsServices } from '../contracts/cds.ts'
import type { BatchLine } from '../contracts/decide-batch.ts'
import type { DecideInput, DecideReply } from '../contracts/decision.ts'
import type { Receipt } from '../contracts/receipt.ts'
import type { PersonFile, PersonInput } from '../contracts/retention.ts'
import type { Draft, RulesetList, RulesetSummary, SavedDraft } from '../contracts/ruleset.ts'
import type { RuleBook } from '../contracts/template.ts'
import { answerLines, type LineAnswer } from './answer-lines.ts'
import { askJson, type Connection, sendRequest } from './send-request.ts'

export type { Connection } from './send-request.ts'
export { UnreachableError } from './send-request.ts'
export { BrokenBatchError, type LineAnswer } from './answer-lines.ts'
export { ProblemError } from './problem-error.ts'

/** A request under a key is done once, however often it is sent; a new key is made where none is given. */
interface Once {
  readonly idempotencyKey?: string
}

/** Has a request that changes a case answered with what the case has come to, without its facts and history. */
interface Brief extends Once {
  readonly minimal: true
}

/** Lines of a batch are sent so many at a time. */
const together = 1000

export type Client = ReturnType<typeof createClient>

/**
 * A typed client of a Jieli server, over the `fetch` of Node or a browser. What may be repeated is tried again when the
 * network fails or the server is busy; whatever makes or steps a case carries an idempotency key, so that it may be.
 * Every method throws ProblemError with the server's code, or UnreachableError.
 * @example
 * const jieli = createClient({ address: 'http://localhost:8080', key })
 * const { outcome } = await jieli.decide('district-plan-demo', 'relationMatrix', { facts: {} })
 */
export function createClient(connection: Connection) {
  const get = async <Reply>(path: string, query = {}) =>
    await askJson<Reply>(connection, { method: 'GET', path, query })
  const post = async <Reply>(path: string, body: unknown, more: More = {}) =>
    await askJson<Reply>(connection, { method: 'POST', path, body, ...more })
  return {
    /** Asks one decision by the version in force, without its trace. */
    decide: async (ruleset: string, decision: string, input: DecideInput): Promise<DecideReply> =>
      await post(`${rules(ruleset)}/decisions/${name(decision)}`, input, {
        query: { trace: 'false' },
      }),

    /** Asks one decision many times. Answers come in the order of the lines; a bad line has a problem of its own. */
    decideBatch: async function* (
      ruleset: string,
      decision: string,
      lines: Iterable<BatchLine> | AsyncIterable<BatchLine>,
      query: { readonly asOf?: string } = {},
    ): AsyncGenerator<LineAnswer, void> {
      const path = `${rules(ruleset)}/decisions/${name(decision)}/batch`
      let before = 0
      for await (const some of inChunks(lines)) {
        const sent = some.map((line) => `${JSON.stringify(line)}\n`).join('')
        const reply = await sendRequest(connection, { method: 'POST', path, query, lines: sent })
        for await (const answer of answerLines(reply))
          yield { ...answer, line: answer.line + before }
        before += some.length
      }
    },

    /** Begins a case. With `minimal`, the answer is what it has come to, without its facts and history. */
    startCase: async <Asked extends Once | Brief = Once>(
      input: StartCaseInput,
      asked?: Asked,
    ): Promise<Answered<Asked>> => await post('/cases', input, { headers: headersOf(asked) }),

    /** A case with the rules it runs on, signed. */
    caseReceipt: async (id: string): Promise<Receipt> => await get(`/cases/${name(id)}/receipt`),

    /** Decides by the version in force, and gives the answer with the rules it rests on, signed. */
    decisionReceipt: async (
      ruleset: string,
      decision: string,
      input: DecideInput,
    ): Promise<Receipt> =>
      await post(`${rules(ruleset)}/decisions/${name(decision)}/receipt`, input),

    /** Everything that is kept of a person in a county. That it is handed out, and why, is kept there; it is sent once. */
    exportPerson: async (county: string, input: PersonInput): Promise<PersonFile> =>
      await askJson(connection, {
        method: 'POST',
        path: `/counties/${name(county)}/persons/export`,
        body: input,
        once: true,
      }),

    readCase: async (id: string): Promise<Case> => await get(`/cases/${name(id)}`),

    /** Cases, newest change first, page by page for as long as somebody reads on. */
    searchCases: async function* (
      query: Omit<SearchCasesQuery, 'cursor'> = {},
    ): AsyncGenerator<CaseSummary, void> {
      let cursor: string | undefined
      do {
        const page: CasePage = await get('/cases', { ...query, cursor })
        yield* page.items
        cursor = page.next
      } while (cursor !== undefined)
    },

    /** What may happen to a case next, and what each event asks for. */
    availableEvents: async (id: string): Promise<AvailableEvents> =>
      await get(`/cases/${name(id)}/events/available`),

    /** Sends an event to a case as it was at a revision: refused with CASE_STALE where it has moved on since. */
    sendEvent: async <Asked extends Once | Brief = Once>(
      { id, revision }: Pick<Case, 'id' | 'revision'>,
      event: EventInput,
      asked?: Asked,
    ): Promise<Answered<Asked>> =>
      await post(`/cases/${name(id)}/events`, event, {
        headers: { 'if-match': `"${revision}"`, ...headersOf(asked) },
      }),

    /** Rulesets, page by page. */
    listRulesets: async function* (): AsyncGenerator<RulesetSummary, void> {
      let cursor: string | undefined
      do {
        const page: RulesetList = await get('/rulesets', { cursor })
        for (const item of page.items) if ('id' in item) yield item
        cursor = page.next
      } while (cursor !== undefined)
    },

    /** A whole ruleset as its rule book has it: the version in force, else the latest. */
    readBook: async (ruleset: string): Promise<RuleBook> => await get(`${rules(ruleset)}/book`),

    readDraft: async (ruleset: string): Promise<Draft> => await get(`${rules(ruleset)}/draft`),

    /** Saves a draft on top of a revision: refused with DRAFT_STALE where it has moved on since. It is sent once. */
    saveDraft: async (
      ruleset: string,
      { edited, revision }: { readonly edited: object; readonly revision: number },
    ): Promise<SavedDraft> =>
      await askJson(connection, {
        method: 'PUT',
        path: `${rules(ruleset)}/draft`,
        body: { ruleset: edited },
        headers: { 'if-match': `"${revision}"` },
        once: true,
      }),

    listCdsServices: async (ruleset: string): Promise<CdsServices> =>
      await get(`${rules(ruleset)}/cds-services`),

    /** Calls a service of CDS Hooks. */
    callCdsService: async (ruleset: string, service: string, call: object): Promise<CdsReply> =>
      await post(`${rules(ruleset)}/cds-services/${name(service)}`, call),

    sendCdsFeedback: async (
      ruleset: string,
      service: string,
      feedback: CdsFeedback,
    ): Promise<CdsFeedbackReply> =>
      await post(`${rules(ruleset)}/cds-services/${name(service)}/feedback`, feedback),
  }
}

interface More {
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

function rules(ruleset: string): string {
  return `/rulesets/${name(ruleset)}`
}

function name(text: string): string {
  return encodeURIComponent(text)
}

/** What a request is answered with, by what it asked for. */
type Answered<Asked> = Asked extends Brief ? MinimalCase : Case

function headersOf(asked: Once | Brief = {}): Readonly<Record<string, string>> {
  const { idempotencyKey = crypto.randomUUID() } = asked
  return {
    'idempotency-key': idempotencyKey,
    ...('minimal' in asked && { prefer: 'return=minimal' }),
  }
}

async function* inChunks<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
): AsyncGenerator<readonly Item[], void> {
  let some: Item[] = []
  for await (const item of items) {
    some.push(item)
    if (some.length < together) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
