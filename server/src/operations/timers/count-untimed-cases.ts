import { type Calendar, countUntimed } from '@jieli/engine'
import { assertCaseForm } from '../cases/case-form.ts'
import { assertSound } from '../cases/case-soundness.ts'
import { replaceCase } from '../cases/replace-case.ts'
import { stepInLog } from '../cases/step-in-log.ts'
import { findUntimed } from '../context/untimed-cases.ts'
import { publishedRulesets } from '../context/find-publication.ts'
import { storedCalendars } from '../context/stored-calendars.ts'
import { withUntimedCounted } from './count-untimed-case.ts'
import type { TimerContext } from './timer-context.ts'

/** So many cases are listed at a time. */
const perPage = 200

/** Told of a case that could not be counted; the others go on. */
export type CountFailed = (
  error: unknown,
  found: { readonly id: string; readonly ruleset: string },
) => void

/**
 * Counts, in the cases of every ruleset, what waited for a notice of holidays that a published version has named since.
 * Nothing is looked at where no case waits. Each is counted once, also when several servers look.
 * @returns how many cases were counted
 */
export async function countUntimedCases(
  context: TimerContext,
  failed: CountFailed,
): Promise<number> {
  let counted = 0
  for (const ruleset of await publishedRulesets(context.store)) {
    let page = await findUntimed(context.store, { ruleset, limit: perPage })
    if (page.length === 0) continue
    const calendars = await storedCalendars(context, ruleset)
    const years = new Set(calendars.flatMap(({ notices = [] }) => notices.map(({ year }) => year)))
    while (page.length > 0) {
      for (const { id, untimedYear } of page)
        if (years.has(Number(untimedYear)))
          try {
            if (await countCase(context, id, calendars)) counted++
          } catch (error) {
            failed(error, { id, ruleset })
          }
      const last = page.at(-1)!
      const after = { value: last.untimedYear ?? '', id: last.id }
      page =
        page.length < perPage
          ? []
          : await findUntimed(context.store, { ruleset, limit: perPage, after })
    }
  }
  return counted
}

async function countCase(
  context: TimerContext,
  id: string,
  calendars: readonly Calendar[],
): Promise<boolean> {
  return await context.mutex.run(id, async () => {
    const document = await context.store.get('cases', id)
    if (document?.untimedYear === undefined) return false
    assertCaseForm(document)
    assertSound(context, document)
    const bundle = await context.bundles.bundleOfCase(document)
    const snapshot = countUntimed(bundle, document.snapshot, calendars)
    const maker = { bundle, sealer: context.sealer }
    const now = context.clock.now()
    const next = withUntimedCounted(document, maker, { snapshot, calendars, now })
    if (next === undefined) return false
    const { committed } = await context.commit([replaceCase(document, next)], {
      action: 'case.calendar',
      actor: next.history.at(-1)!.actor,
      target: id,
      county: next.county,
      ...stepInLog(next),
    })
    return committed
  })
}
