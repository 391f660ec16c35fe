import { addDays } from '@jieli/engine'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { DutyNotice } from '../../documents/duty-record-document.ts'
import { dayAt } from '../../ports/time.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { scheduledStandings } from './scheduled-standings.ts'
import { lookBack } from './standings-by-due.ts'

const teller: RecordedActor = {
  kind: 'system',
  id: 'duties',
  title: '定期事项监测 scheduled duties',
}

/**
 * Tells of every scheduled duty that is late whoever is to be told by now, each once: what was told is stored under the
 * name of what it tells, so that several servers, or one that was down, tell nothing twice and miss nothing.
 * @returns how many were told
 */
export async function noteLateDuties(context: OperationContext, ruleset: string): Promise<number> {
  const now = context.clock.now()
  const until = dayAt(now)
  let told = 0
  const found = await scheduledStandings(context, {
    ruleset,
    from: addDays(until, -lookBack),
    until,
    now,
    only: ({ late = [] }) => late.length > 0,
  })
  for (const { version, duty, instance, reminders } of found)
    for (const { id: reminder, title, to } of reminders) {
      const { period, unit, dueAt = now } = instance
      const id = ['late', ruleset, duty.id, period, unit ?? '', reminder].join(' ')
      if ((await context.store.get('dutyNotices', id)) !== undefined) continue
      const { county } = version.publication.manifest
      const document: DutyNotice = {
        id,
        revision: 1,
        ruleset,
        county: county ?? null,
        at: now,
        period,
        duty: duty.id,
        dutyTitle: duty.title,
        unit,
        title,
        to: to.name,
        dueAt,
      }
      const { committed } = await context.commit(
        [{ kind: 'insert', collection: 'dutyNotices', document }],
        {
          action: 'duty.late',
          actor: teller,
          target: ruleset,
          county,
          detail: { notice: id, duty: duty.id, period, unit, reminder },
        },
      )
      if (committed) told++
    }
  return told
}
