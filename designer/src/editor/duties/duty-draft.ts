import type {
  Condition,
  Delay,
  Duty,
  DutyLimit,
  DutyReminder,
  DutySettles,
  Text,
} from '@jieli/engine'

/** What makes a duty begin, as far as it is chosen. */
export type BeginsDraft =
  | Extract<Duty['begins'], { on: 'transition' | 'state' }>
  | { readonly on: 'told'; readonly event: string | undefined }
  | { readonly on: 'facts'; readonly when: Condition | undefined }

/** What settles a duty, as far as it is chosen. */
export type SettlesDraft =
  | Extract<DutySettles, { on: 'event' }>
  | { readonly on: 'facts'; readonly when: Condition | undefined }

export interface ReminderDraft {
  readonly id: string
  readonly title: Text | undefined
  readonly to: string | undefined
  readonly office?: string | undefined
  readonly after?: Delay | undefined
}

/** A duty that may not be finished: what has to be chosen and is not, is `undefined` or empty. */
export interface DutyDraft {
  readonly title: Text | undefined
  readonly pathway: string | undefined
  readonly owedBy: string | undefined
  readonly owedTo?: string | undefined
  readonly begins: BeginsDraft | undefined
  readonly where?: Condition | undefined
  readonly within?: DutyLimit | undefined
  readonly keptBy: SettlesDraft | undefined
  readonly endedBy?: SettlesDraft | undefined
  readonly late: readonly ReminderDraft[]
  readonly cites: Duty['cites']
}

/** A part of the form that can lack something. */
export type DutyPart = 'title' | 'pathway' | 'owedBy' | 'begins' | 'keptBy' | 'endedBy' | 'late'

/** Nothing is chosen yet. */
export const emptyDuty: DutyDraft = {
  title: undefined,
  pathway: undefined,
  owedBy: undefined,
  begins: undefined,
  keptBy: undefined,
  late: [],
  cites: [],
}

/** A duty as a draft of itself. Pure. */
export function draftOf({ late = [], ...duty }: Duty): DutyDraft {
  const { title, pathway, owedBy, owedTo, begins, where, within, keptBy, endedBy, cites } = duty
  return { title, pathway, owedBy, owedTo, begins, where, within, keptBy, endedBy, late, cites }
}

/** Of another pathway: what is chosen from the old chart is to be chosen anew. Pure. */
export function onPathway(draft: DutyDraft, pathway: string): DutyDraft {
  if (draft.pathway === pathway) return draft
  return {
    ...draft,
    pathway,
    owedBy: undefined,
    owedTo: undefined,
    begins: undefined,
    keptBy: undefined,
    endedBy: undefined,
    late: draft.late.map((reminder) => ({ ...reminder, to: undefined })),
  }
}

/** The parts that still lack something, in the order of the form. Pure. */
export function missingParts(draft: DutyDraft): readonly DutyPart[] {
  const missing: Readonly<Record<DutyPart, boolean>> = {
    title: draft.title === undefined,
    pathway: draft.pathway === undefined,
    owedBy: draft.owedBy === undefined,
    begins: beginsOf(draft.begins) === undefined,
    keptBy: settlesOf(draft.keptBy) === undefined,
    endedBy: draft.endedBy !== undefined && settlesOf(draft.endedBy) === undefined,
    late: draft.late.some(({ title, to }) => title === undefined || to === undefined),
  }
  return (Object.keys(missing) as DutyPart[]).filter((part) => missing[part])
}

/** The duty a finished draft says, with what the form does not show of an older one; `undefined` while something lacks. Pure. */
export function dutyOf(draft: DutyDraft, rest: Pick<Duty, 'id'> & Partial<Duty>): Duty | undefined {
  const { title, pathway, owedBy, owedTo, where, within, cites } = draft
  const [begins, keptBy] = [beginsOf(draft.begins), settlesOf(draft.keptBy)]
  const endedBy = settlesOf(draft.endedBy)
  if (missingParts(draft).length > 0) return undefined
  if (!title || !pathway || !owedBy || !begins || !keptBy) return undefined
  const { id, description, contract, derivedFrom } = rest
  const late = draft.late.flatMap(({ title: words, to, after, ...reminder }): DutyReminder[] =>
    words === undefined || to === undefined
      ? []
      : [{ ...reminder, title: words, to, ...(after === undefined ? {} : { after }) }],
  )
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    pathway,
    owedBy,
    ...(owedTo === undefined ? {} : { owedTo }),
    begins,
    ...(where === undefined ? {} : { where }),
    ...(within === undefined ? {} : { within }),
    keptBy,
    ...(endedBy === undefined ? {} : { endedBy }),
    ...(late.length === 0 ? {} : { late }),
    ...(contract === undefined ? {} : { contract }),
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
    cites,
  }
}

function beginsOf(begins: BeginsDraft | undefined): Duty['begins'] | undefined {
  switch (begins?.on) {
    case 'transition':
      return begins.transitions.length === 0 ? undefined : begins
    case 'state':
      return begins.states.length === 0 ? undefined : begins
    case 'told':
      return begins.event === undefined ? undefined : { on: 'told', event: begins.event }
    case 'facts':
      return begins.when === undefined ? undefined : { on: 'facts', when: begins.when }
    case undefined:
      return undefined
  }
}

function settlesOf(settles: SettlesDraft | undefined): DutySettles | undefined {
  if (settles === undefined) return undefined
  if (settles.on === 'facts')
    return settles.when === undefined ? undefined : { on: 'facts', when: settles.when }
  return settles.events.length === 0 ? undefined : settles
}
