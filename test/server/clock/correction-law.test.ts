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
  applyCorrection,
  correctionOf,
} from '../../../server/src/operations/timers/correct-case.ts'
import { rightSteps } from '../../../server/src/operations/cases/right-moments.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import type { RecordedActor } from '../../../server/src/documents/recorded-actor.ts'
import { storedAfter, laterOf } from '../../../server/src/ports/time.ts'
import { fireFirstDue } from '../../../server/src/operations/cases/fire-timers-of.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

const minute = 60_000
const day = 24 * 60 * minute
const start = '2026-03-03T09:00:00.000+08:00'
const actor: RecordedActor = { kind: 'system', id: 'test', title: 'test' }

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

/** A case as a server writes it whose clock shows `ahead` milliseconds more than it should. */
function written(happenings: readonly Happening[], ahead: number): CaseDocument {
  let now = storedAfter(start, ahead)
  const facts = referralFacts() as never
  const begun = startCase(bundle, { pathway: 'referral', facts, at: now })
  if (!begun.taken) throw new Error(begun.issue.message.en)
  const record = () => ({ actor, facts: {}, reason: 'x', recordedAt: now })
  let present = createCase('c', maker, begun, {
    ...record(),
    event: 'start',
    facts,
    at: now,
  })
  let passed = 0
  for (const { after, event } of happenings) {
    passed += after * minute
    now = storedAfter(start, passed + ahead)
    for (;;) {
      const fired = fireFirstDue(maker, present, now)
      if (fired === undefined) break
      present = fired.next
    }
    if (event === 'look') continue
    const at = laterOf(now, present.snapshot.at)
    const result = step(bundle, present.snapshot, { type: event, at, reason: 'x' })
    if (result.taken) present = applyStep(present, maker, result, { ...record(), event, at })
  }
  return present
}

const happenings = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 200 }),
    event: fc.constantFrom('send', 'send', 'accept', 'decline', 'note', 'look'),
  }),
  { minLength: 1, maxLength: 12 },
)
const ahead = fc.oneof(
  fc.integer({ min: 30 * day, max: 4000 * day }),
  fc.integer({ min: -1500 * day, max: -30 * day }),
)

function corrected(document: CaseDocument, shift: number): CaseDocument {
  const moments = document.history.map(({ recordedAt }) => recordedAt)
  const wrong = { from: moments[0] ?? '', until: moments.at(-1) ?? '', ahead: shift }
  const found = correctionOf(bundle, document, wrong)
  if (found === undefined) throw new Error('nothing to put right')
  const now = storedAfter(start, 400 * day)
  return applyCorrection(document, maker, found, { actor, reason: 'x', now })
}

const epochs = (document: CaseDocument) => ({
  value: document.snapshot.value,
  at: Date.parse(document.snapshot.at),
  timers: document.snapshot.timers.map(({ id, dueAt }) => [id, Date.parse(dueAt)]),
  steps: rightSteps(document.history).map(({ seq, event, at, recordedAt }) => [
    seq,
    event,
    Date.parse(at),
    Date.parse(recordedAt),
  ]),
})

it('a case written by a clock that was wrong throughout is, put right, as the right clock would have written it', () => {
  fc.assert(
    fc.property(happenings, ahead, (what, shift) => {
      const right = corrected(written(what, shift), shift)
      expect(epochs(right)).toEqual(epochs(written(what, 0)))
      expect(checkCase(right, maker.sealer)).toEqual([])
      expect(right.snapshot.steps).toBe(right.history.length)
    }),
  )
})
