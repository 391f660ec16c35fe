import { indexRuleset } from '@jieli/engine'
import type { TaskUpdate } from '../../contracts/fhir.ts'
import { ServerError } from '../../errors/server-error.ts'
import { availableEvents } from '../cases/available-events.ts'
import { sendEvent } from '../cases/send-event.ts'
import { valueOf } from '../cds/declared-facts.ts'
import { readValue } from '../cds/read-facts.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { RevisionCondition } from '../context/revision-condition.ts'
import { namedIn } from './read-observations.ts'
import { readMappedCase, showReferral, type TaggedResource } from './read-referral.ts'

/** The extension by which a task says which event happens. */
export const eventExtension = 'urn:jieli:event'

/**
 * Sends the event that a task names to its case, with the facts of its inputs and the reason of its status. Its status is
 * never set: it follows from the state the event leads to.
 * @throws ServerError FHIR_ID_DIFFERS, FHIR_EVENT_MISSING, FHIR_INPUT_WRONG and whatever sending an event throws
 */
export async function updateTask(
  context: OperationContext,
  caller: Caller,
  update: {
    readonly id: string
    readonly task: TaskUpdate
    readonly expected: RevisionCondition
    readonly idempotencyKey?: string | undefined
    readonly language: 'zh' | 'en'
  },
): Promise<TaggedResource> {
  const { id, task, expected, idempotencyKey, language } = update
  const before = await readMappedCase(context, caller, id, 'cases.step')
  if (task.id !== undefined && task.id !== id)
    throw new ServerError('FHIR_ID_DIFFERS', { id: task.id.slice(0, 80) })
  const { ruleset } = await context.bundles.bundleOfCase(before)
  const named = task.extension?.find(({ url }) => url === eventExtension)
  const type = named && valueOf(named)
  if (typeof type !== 'string' || type === '')
    throw new ServerError('FHIR_EVENT_MISSING', { events: await openEvents(context, caller, id) })
  const types = new Map([...indexRuleset(ruleset).facts].map(([name, fact]) => [name, fact.type]))
  const reason = task.statusReason?.text
  const document = await sendEvent(context, caller, {
    case: id,
    type,
    facts: factsOf(task, types),
    ...(reason !== undefined && reason !== '' && { reason }),
    idempotencyKey,
    expected,
  })
  return await showReferral(context, document, { type: 'Task', language })
}

/** The events that are open now, with their ids. */
async function openEvents(context: OperationContext, caller: Caller, id: string) {
  const { events } = await availableEvents(context, caller, id)
  const open = events.filter((event) => event.open)
  return {
    zh: open.map(({ event, title }) => `${event}（${title.zh}）`).join('、') || '无',
    en: open.map(({ event, title }) => `${event} (${title.en})`).join(', ') || 'none',
  }
}

/** The facts of the inputs, each by the name its type says; several of one fact are the codes of a list. */
function factsOf(
  { input = [] }: TaskUpdate,
  types: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const facts: Record<string, unknown> = {}
  for (const [at, each] of input.entries()) {
    const { type: concept, ...holder } = each
    const [fact, ...more] = namedIn(concept)
    const value = valueOf(holder)
    if (fact === undefined || more.length > 0)
      throw wrong(at, {
        zh: 'type 里没有唯一一个系统为 urn:jieli:fact 的编码',
        en: 'its type has not one coding of the system urn:jieli:fact',
      })
    if (value === undefined || value === null || typeof value === 'object')
      throw wrong(at, {
        zh: '没有可读的值（value[x]）',
        en: 'it has no value[x] that can be read',
      })
    const list = types.get(fact) === 'codeList'
    if (!list && Object.hasOwn(facts, fact))
      throw wrong(at, { zh: `“${fact}”给了两次`, en: `"${fact}" is given twice` })
    const read = readValue(types.get(fact) ?? '', value)
    facts[fact] = list ? [...((facts[fact] as unknown[] | undefined) ?? []), read] : read
  }
  return facts
}

function wrong(at: number, fault: { zh: string; en: string }): ServerError {
  return new ServerError('FHIR_INPUT_WRONG', { at: at + 1, fault })
}
