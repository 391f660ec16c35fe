import type {
  Action,
  Citation,
  EventDefinition,
  GovernedList,
  Office,
  Party,
  Pathway,
  Rule,
  Text,
  TransitionDefinition,
} from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertItem } from './find-item.ts'

/** What a document says of how something takes effect. */
export interface ProcedureSaid {
  readonly id: string
  readonly title: Text
  /** Who drafts it, and puts it in force. */
  readonly drafting: Office
  /** Who approves it, in any order. */
  readonly approving: readonly Office[]
  /** With whom it is filed, if it is. */
  readonly filing: Office | undefined
  /** Which kinds of rules take effect only through it; none where it is no affair of the rules. */
  readonly governs?: readonly GovernedList[]
  readonly cites: readonly Citation[]
}

/**
 * Adds a procedure of the community as one step: its chart, the facts that say what was done, and the decision that lets
 * it come in force only once all of it was. What was approved counts no more when it is sent back.
 */
export function addProcedure(said: ProcedureSaid): Command {
  return {
    name: 'commands.addProcedure',
    apply: (ruleset) => {
      const { id, cites, drafting, approving, filing } = said
      const steps = [
        ...approving.map((office) => stepOf(id, 'approve', office)),
        ...(filing === undefined ? [] : [stepOf(id, 'file', filing)]),
      ]
      const parties = partiesOf([drafting, ...approving, ...(filing === undefined ? [] : [filing])])
      for (const { unitFact, title } of parties)
        if (!ruleset.facts.some((fact) => fact.id === unitFact))
          ruleset.facts.push({ id: unitFact, type: 'text', title: unitWords(title) })
      for (const { fact, title } of steps)
        upsertItem(ruleset.facts, { id: fact, type: 'boolean', title, cites: [...cites] })
      upsertItem(ruleset.decisions, {
        kind: 'rules',
        id: `${id}.complete`,
        title: completeTitle,
        cites: [...cites],
        subject: 'other',
        hitPolicy: 'first',
        rules: steps.map((step) => ruleOf(step, cites)),
        otherwise: { outcome: 'allow', reason: completeReason },
      })
      upsertItem(ruleset.pathways, chartOf(said, parties, steps))
    },
  }
}

interface Step {
  readonly event: string
  readonly fact: string
  readonly title: Text
  readonly office: Office
  readonly role: 'approve' | 'file'
}

function stepOf(procedure: string, role: Step['role'], office: Office): Step {
  const event = `${role}-${office.id.replaceAll('.', '-')}`
  const verb = {
    approve: { zh: '批准', en: 'approves' },
    file: { zh: '备案', en: 'takes it on file' },
  }
  const { zh, en } = office.title
  return {
    event,
    fact: `${procedure}.${event}`,
    title: { zh: `${zh}${verb[role].zh}`, en: `${en} ${verb[role].en}` },
    office,
    role,
  }
}

/** One party for each office, whatever it does. */
function partiesOf(offices: readonly Office[]): readonly Party[] {
  return [...new Map(offices.map((office) => [office.id, office])).values()].map(
    ({ id, title }) => ({ id, title, unitFact: `office.${id}`, office: id }),
  )
}

function unitWords({ zh, en }: Text): Text {
  return { zh: `${zh}（单位）`, en: `${en} (unit)` }
}

function ruleOf({ event, fact, title }: Step, cites: readonly Citation[]): Rule {
  return {
    id: event,
    title,
    cites: [...cites],
    conditions: { fact, operator: 'equal', value: false },
    then: {
      outcome: 'denyInstitutionalAction',
      reason: {
        zh: `尚未办理：${title.zh}，不得生效。`,
        en: `Not done yet: ${title.en}. It may not take effect.`,
      },
    },
  }
}

function chartOf(
  { id, title, drafting, approving, filing, governs = [], cites }: ProcedureSaid,
  parties: readonly Party[],
  steps: readonly Step[],
): Pathway {
  const set = (fact: string, value: boolean): Action => ({ type: 'set', params: { fact, value } })
  const to = (
    name: string,
    more: Omit<TransitionDefinition, 'meta'>,
  ): [string, TransitionDefinition[]] => [name, [{ ...more, meta: { id: name } }]]
  const mayReturn = [...new Set([...approving, ...(filing === undefined ? [] : [filing])])]
  const events: EventDefinition[] = [
    { id: 'submit-draft', title: words.submit, actors: [drafting.id] },
    ...steps.map(({ event, title: done, office, role }) => ({
      id: event,
      title: done,
      role,
      actors: [office.id],
      cites: [...cites],
    })),
    {
      id: 'return-draft',
      title: words.back,
      role: 'return',
      actors: mayReturn.map((office) => office.id),
      needsReason: true,
    },
    { id: 'put-in-force', title: words.begin, role: 'putInForce', actors: [drafting.id] },
    { id: 'withdraw', title: words.withdraw, actors: [drafting.id] },
  ]
  return {
    id,
    title,
    subject: 'community',
    ...(governs.length > 0 && { governs: [...governs] }),
    cites: [...cites],
    parties: [...parties],
    events,
    delays: [],
    machine: {
      id: id.replaceAll('.', '-'),
      initial: 'drafting',
      states: {
        drafting: {
          entry: steps.map(({ fact }) => set(fact, false)),
          on: Object.fromEntries([
            to('submit-draft', { target: 'approval' }),
            to('withdraw', { target: 'withdrawn' }),
          ]),
          meta: { title: words.drafting, owner: drafting.id, roles: ['drafting'] },
        },
        approval: {
          on: Object.fromEntries([
            ...steps.map(({ event, fact }) => to(event, { actions: [set(fact, true)] })),
            to('return-draft', { target: 'drafting' }),
            to('put-in-force', {
              target: 'inForce',
              guard: { type: 'decision', params: { decision: `${id}.complete`, opens: ['allow'] } },
            }),
          ]),
          meta: { title: words.approval, owner: drafting.id, roles: ['approval'] },
        },
        inForce: { type: 'final', meta: { title: words.inForce, roles: ['inForce'] } },
        withdrawn: { type: 'final', meta: { title: words.withdrawn } },
      },
    },
  }
}

const completeTitle: Text = { zh: '是否已全部批准', en: 'whether everybody has approved' }
const completeReason: Text = {
  zh: '应办的都已办理，可以生效。',
  en: 'All of it was done: it can take effect.',
}
const words = {
  submit: { zh: '提交审批', en: 'put before those who approve' },
  back: { zh: '退回修改', en: 'sent back to be changed' },
  begin: { zh: '宣布生效', en: 'put in force' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  drafting: { zh: '起草', en: 'being drafted' },
  approval: { zh: '审批', en: 'before those who approve' },
  inForce: { zh: '生效', en: 'in force' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Text>
