import { generateKeyPairSync } from 'node:crypto'
import { type Bundle, createBundle, resolveRuleset, startCase, step } from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import {
  applyStep,
  createCase,
  type StepMaker,
} from '../../../server/src/operations/cases/case-step.ts'
import {
  effectiveEvents,
  type EffectiveEvent,
} from '../../../server/src/operations/cases/corrections/effective-events.ts'
import {
  replayPlanned,
  withCorrection,
} from '../../../server/src/operations/cases/corrections/with-correction.ts'
import { fireFirstDue } from '../../../server/src/operations/cases/fire-timers-of.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import type { CorrectionChange } from '../../../server/src/documents/case-correction.ts'
import type { RecordedActor } from '../../../server/src/documents/recorded-actor.ts'
import { storedAfter } from '../../../server/src/ports/time.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

const minute = 60_000
const start = '2026-03-03T09:00:00.000+08:00'
const actor: RecordedActor = { kind: 'user', id: 'test', title: 'test' }

const resolved = resolveRuleset(smallRuleset(), () => undefined)
if (resolved.ruleset === undefined) throw new Error('the small ruleset does not resolve')
const bundle: Bundle = createBundle(resolved.ruleset, resolved.origin)
const { privateKey } = generateKeyPairSync('ed25519')
const maker: StepMaker = { bundle, sealer: createSealer({ privateKey }) }

/** Minutes that pass, and what is sent then; a look for due timers where nothing is. */
interface Happening {
  readonly after: number
  readonly event: 'send' | 'accept' | 'decline' | 'note' | 'look'
}

/** A case as a server writes it, looked at once more at the end. */
function written(happenings: readonly Happening[], end: string): CaseDocument {
  const facts = referralFacts() as never
  const begun = startCase(bundle, { pathway: 'referral', facts, at: start })
  if (!begun.taken) throw new Error(begun.issue.message.en)
  const record = (now: string) => ({ actor, recordedAt: now, at: now })
  let present = createCase('c', maker, begun, { ...record(start), event: 'start', facts })
  let passed = 0
  const fire = (now: string) => {
    for (let fired = fireFirstDue(maker, present, now); fired !== undefined;) {
      present = fired.next
      fired = fireFirstDue(maker, present, now)
    }
  }
  for (const { after, event } of happenings) {
    passed += after * minute
    const at = storedAfter(start, passed)
    fire(at)
    if (event === 'look') continue
    const sent = { type: event, at, reason: 'x', actor: { everyUnit: true } }
    const result = step(bundle, present.snapshot, sent)
    if (result.taken)
      present = applyStep(present, maker, result, {
        ...record(at),
        event,
        facts: {},
        reason: 'x',
      })
  }
  fire(end)
  return present
}

function corrected(
  document: CaseDocument,
  now: string,
  made: {
    readonly changes: readonly CorrectionChange[]
    readonly events: readonly EffectiveEvent[]
  },
): CaseDocument {
  const details = made.changes.map(() => ({ facts: {}, reason: 'x' }))
  const given = { details, actor, reason: 'x', now, calendars: [], reads: new Map() }
  const plan = { ...made, ...given }
  const replay = replayPlanned(maker, document, plan)
  if (!replay.held) throw new Error(`refused: ${replay.result?.issue.message.en}`)
  return withCorrection(document, maker, plan, replay)
}

const happenings = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 150 }),
    event: fc.constantFrom('send', 'send', 'accept', 'decline', 'note', 'look'),
  }),
  { minLength: 1, maxLength: 10 },
)
const end = storedAfter(start, 3000 * minute)

/** Where a case stands, but for how many entries its history has. */
const standing = ({ snapshot, state, status, nextTimerAt }: CaseDocument) => ({
  snapshot: { ...snapshot, steps: 0 },
  state,
  status,
  nextTimerAt,
})
/** What was asked for and still holds. */
const holding = ({ outbox }: CaseDocument) => {
  const gone = new Set(outbox.flatMap(({ voids }) => voids ?? []))
  return outbox.filter(({ id, voids }) => voids === undefined && !gone.has(id))
}
const actions = (document: CaseDocument) =>
  holding(document)
    .map(({ action }) => JSON.stringify(action))
    .toSorted()
const sent = (document: CaseDocument) =>
  effectiveEvents(document.history).filter(({ type }) => type !== 'start')

it('CR1 a case played again from its record stands as it does, and asks for nothing twice', () => {
  fc.assert(
    fc.property(happenings, (what) => {
      const before = written(what, end)
      const events = effectiveEvents(before.history)
      const after = corrected(before, end, { changes: [], events })
      expect(standing(after)).toEqual(standing(before))
      expect(after.outbox).toEqual(before.outbox)
      expect(checkCase(after, maker.sealer)).toEqual([])
    }),
  )
})

it('CR2 voiding the last event equals never having sent it', () => {
  fc.assert(
    fc.property(happenings, (what) => {
      const before = written(what, end)
      const last = sent(before).at(-1)
      fc.pre(last !== undefined)
      const { entry, type, at } = last
      const events = effectiveEvents(before.history).filter((event) => event.entry !== entry)
      const after = corrected(before, end, {
        changes: [{ kind: 'voided', entry, event: type, at }],
        events,
      })
      // The same happenings with a look in the place of what is void, and of what was refused after it.
      const kept = new Set(events.map((event) => Date.parse(event.at)))
      let passed = 0
      const never = written(
        what.map((one) => {
          passed += one.after * minute
          return kept.has(Date.parse(start) + passed) ? one : { ...one, event: 'look' }
        }),
        end,
      )
      expect(standing(after)).toEqual(standing(never))
      expect(actions(after)).toEqual(actions(never))
      expect(checkCase(after, maker.sealer)).toEqual([])
      // What was recorded stays as it was recorded.
      expect(after.history.slice(0, -1)).toEqual(before.history)
      expect(after.outbox.slice(0, before.outbox.length)).toEqual(before.outbox)
    }),
  )
})

it('CR3 correcting an event to what it was changes nothing but the history', () => {
  fc.assert(
    fc.property(happenings, fc.nat(), (what, which) => {
      const before = written(what, end)
      const all = sent(before)
      fc.pre(all.length > 0)
      const { entry, type, at } = all[which % all.length]!
      const events = effectiveEvents(before.history).map((event) =>
        event.entry === entry ? { ...event, kind: 'corrected' as const } : event,
      )
      const after = corrected(before, end, {
        changes: [{ kind: 'corrected', entry, event: type, at }],
        events,
      })
      expect(standing(after)).toEqual(standing(before))
      expect(after.outbox).toEqual(before.outbox)
      expect(after.history).toHaveLength(before.history.length + 1)
      expect(checkCase(after, maker.sealer)).toEqual([])
    }),
  )
})

it('CR4 an event entered late at the end equals one that is sent then', () => {
  fc.assert(
    fc.property(happenings, fc.constantFrom('send', 'accept', 'note'), (what, type) => {
      const before = written(what, end)
      const result = step(bundle, before.snapshot, {
        type,
        at: end,
        reason: 'x',
        actor: { everyUnit: true },
      })
      const entry = `${before.history.length + 1}.1`
      const late = { entry, kind: 'late', type, facts: {}, reason: 'x', at: end } as const
      const entered = () =>
        corrected(before, end, {
          changes: [{ kind: 'late', entry, event: type, at: end }],
          events: [...effectiveEvents(before.history), { ...late, recordedAt: end, actor }],
        })
      if (!result.taken) {
        expect(entered).toThrow('refused')
        return
      }
      const ordinary = applyStep(before, maker, result, {
        actor,
        recordedAt: end,
        at: end,
        event: type,
        facts: {},
        reason: 'x',
      })
      const after = entered()
      expect(standing(after)).toEqual(standing(ordinary))
      expect(after.outbox).toEqual(ordinary.outbox)
      expect(effectiveEvents(after.history).map(({ type: one, at }) => [one, at])).toEqual(
        effectiveEvents(ordinary.history).map(({ type: one, at }) => [one, at]),
      )
    }),
  )
})
