import {
  type Bundle,
  type Facts,
  factValue,
  indexRuleset,
  replayCase,
  type ReplayInput,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { ReadFacts } from '../code-maps/read-editions.ts'

/**
 * That no code the case knows goes on standing for one that was sent after it and could not be read.
 * @param known what the case knows before
 * @throws ServerError CODE_UNREAD
 */
export function assertCodesRead(
  known: Facts,
  { ruleset }: Bundle,
  { translations = [] }: Pick<ReadFacts, 'translations'>,
): void {
  for (const { fact: id, code, message: detail } of translations) {
    const before = factValue(known, id)
    if (code !== null || before === undefined) continue
    const fact = indexRuleset(ruleset).facts.get(id)?.title ?? id
    const codes = [before].flat().filter((each) => typeof each === 'string')
    throw new ServerError('CODE_UNREAD', { fact, known: codes.join(', ').slice(0, 200), detail })
  }
}

/**
 * The same of events that are played one after another: of each by what those before it made the case know.
 * @param reads what was read of the codes of an event, by its name
 * @throws ServerError CODE_UNREAD
 */
export function assertReplayedCodesRead(
  bundle: Bundle,
  input: ReplayInput,
  reads: ReadonlyMap<string, Pick<ReadFacts, 'translations'>>,
): void {
  for (const [index, { entry, at }] of input.events.entries()) {
    const read = reads.get(entry)
    if (read?.translations?.some(({ code }) => code === null) !== true) continue
    const moment = Date.parse(at)
    const earlier = replayCase(bundle, {
      ...input,
      events: input.events.filter(
        (other, place) =>
          Date.parse(other.at) < moment || (Date.parse(other.at) === moment && place < index),
      ),
      migrations: (input.migrations ?? []).filter((each) => Date.parse(each.at) < moment),
      until: at,
    })
    // What does not hold before it is said by playing all of it.
    if (earlier.held) assertCodesRead(earlier.snapshot.facts, bundle, read)
  }
}
