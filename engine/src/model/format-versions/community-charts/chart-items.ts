import type { Json, JsonObject } from '../../json.ts'
import { idWithin, present, type Step } from './steps-of.ts'

/** The items of a ruleset that one procedure or phase becomes, by list. */
export type ChartItems = Readonly<Record<string, readonly JsonObject[]>>

/** The party that goes through the stages, files and puts in force: the documents of then do not say who. */
export const inCharge = 'in-charge'

const inChargeTitle: Json = { zh: '承办单位', en: 'the unit in charge' }

/** The office that fills a party, known by the item it was made for. Pure. */
export function officeOf(owner: string, party: string): string {
  return idWithin(owner, party)
}

/** Parties with their offices and the facts that hold their units. Pure. */
export function partyItems(
  owner: string,
  parties: readonly { readonly id: string; readonly title: Json }[],
): {
  readonly parties: JsonObject[]
  readonly offices: JsonObject[]
  readonly facts: JsonObject[]
} {
  const unitFact = (id: string) => idWithin(owner, `unit.${id}`)
  return {
    parties: parties.map(({ id, title }) => ({
      id,
      title,
      unitFact: unitFact(id),
      office: officeOf(owner, id),
    })),
    offices: parties.map(({ id, title }) => ({ id: officeOf(owner, id), title, of: 'community' })),
    facts: parties.map(({ id, title }) => ({ id: unitFact(id), type: 'text', title })),
  }
}

export const inChargeParty = { id: inCharge, title: inChargeTitle }

/** The events of steps, for the list of a pathway. Pure. */
export function stepEvents(steps: readonly Step[], role?: string): JsonObject[] {
  return steps.map(({ event, title, party, cites, removed }) =>
    removed === undefined
      ? present({ id: event, title, role, actors: [party], cites })
      : { id: event, removed },
  )
}

/** What a step does where it is open: it records that it was done. Pure. */
export function stepTransition({ event, fact }: Step, target?: string): JsonObject {
  return present({
    target,
    actions: [{ type: 'set', params: { fact, value: true } }],
    meta: { id: event },
  })
}

/** The facts that say which steps were done. Pure. */
export function stepFacts(steps: readonly Step[]): JsonObject[] {
  return steps
    .filter(({ removed }) => removed === undefined)
    .map(({ fact, title, cites }) => present({ id: fact, type: 'boolean', title, cites }))
}

/** The lines of the decision that asks for every step. Pure. */
export function stepRules(steps: readonly Step[], cites: Json | undefined): JsonObject[] {
  return steps.map(({ event, fact, title, cites: own, removed }) =>
    removed === undefined
      ? {
          id: event,
          title,
          cites: own ?? cites ?? [],
          conditions: { fact, operator: 'equal', value: false },
          then: {
            outcome: 'denyInstitutionalAction',
            reason: {
              zh: `尚未办理：${wordsOf(title, 'zh')}。`,
              en: `Not done yet: ${wordsOf(title, 'en')}.`,
            },
          },
        }
      : { id: event, removed },
  )
}

function wordsOf(title: Json, language: 'zh' | 'en'): string {
  const words = (title as JsonObject | null)?.[language]
  return typeof words === 'string' ? words.slice(0, 500) : ''
}

/** The guard that opens once every step was done. Pure. */
export function whenComplete(owner: string): JsonObject {
  return { type: 'decision', params: { decision: completeDecision(owner), opens: ['allow'] } }
}

/** The id of the decision that asks for every step. Pure. */
export function completeDecision(owner: string): string {
  return idWithin(owner, 'complete')
}
