import { type Facts, type Ruleset, suggest } from '@jieli/engine'
import { IdWatch } from './id-watch.ts'
import { readFactRows, type ReadRowsOptions } from './read-fact-rows.ts'
import { eventColumns } from './table-kinds.ts'
import { createTableProblem } from './table-problem.ts'

/** Something that happened and that prices or incentives may rest on. */
export interface ImportedEvent {
  readonly row: number
  readonly id: string
  readonly at: string
  /** What happened; empty where it only takes another event back. */
  readonly event: string
  readonly case?: string
  /** The id of an event this one takes back. */
  readonly cancels?: string
  readonly facts: Facts
}

/**
 * Reads events, one by one.
 * @param open gives the table's bytes; asked a second time only where the ids do not ascend
 * @throws TableError when the table cannot be read at all
 */
export async function* readEvents(
  open: () => Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<ImportedEvent, void> {
  const { problems } = options
  const known = eventsOf(options.ruleset)
  const columns = eventColumns(options.ruleset)
  const watch = new IdWatch()
  for await (const { row, cells, facts } of readFactRows(open(), columns, options)) {
    const { id = '', at = '', event = '', case: of, cancels } = cells
    watch.see(id)
    if (event === '' && cancels === undefined) {
      problems.add(() =>
        createTableProblem('CELL_REQUIRED', { row, column: 'event' }, { title: eventTitle }),
      )
    } else if (event !== '' && !known.has(event)) {
      problems.add(() =>
        createTableProblem(
          'EVENT_UNKNOWN',
          { row, column: 'event', value: event },
          { suggestion: suggest(event, known) },
        ),
      )
    } else
      yield {
        row,
        id,
        at,
        event,
        facts,
        ...(of === undefined ? {} : { case: of }),
        ...(cancels === undefined ? {} : { cancels }),
      }
  }
  await watch.reportRepeated(open, columns, options)
}

const eventTitle = { zh: '事件', en: 'event' }

/** The events a ruleset knows: those money rests on, and those its pathways emit. Pure. */
export function eventsOf(ruleset: Ruleset): ReadonlySet<string> {
  const known = new Set<string>()
  for (const { on } of [...ruleset.prices, ...ruleset.incentives])
    if (on !== undefined) known.add(on)
  for (const pathway of ruleset.pathways)
    for (const event of emittedEvents(pathway)) known.add(event)
  return known
}

function emittedEvents(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(emittedEvents)
  if (typeof part !== 'object' || part === null) return []
  const { type, params } = part as { type?: unknown; params?: { event?: unknown } }
  if (type === 'emit' && typeof params?.event === 'string') return [params.event]
  return Object.values(part).flatMap(emittedEvents)
}
