import type { OperationContext } from '../operations/context/operation-context.ts'
import { loadJurisdictions } from '../rulesets/load-jurisdictions.ts'
import { beginJurisdictions } from './begin-jurisdictions.ts'
import { bringDraftsForward } from './bring-drafts-forward.ts'
import { bringEvents } from './bring-events.ts'
import { countSteps } from './count-steps.ts'
import { numberVersions } from './number-versions.ts'
import type { UpgradeMark } from '../documents/marks.ts'
import { nextWrite } from '../documents/next-write.ts'

/** Brings stored documents from an earlier shape to the present one. Doing it twice, or from two servers, does no harm. */
export type Upgrade = (context: OperationContext) => Promise<void>

/** Every upgrade there ever was, in order, by a name that never changes. A store that has one behind it is left alone. */
const upgrades: readonly (readonly [name: string, upgrade: Upgrade])[] = [
  ['number-versions', numberVersions],
  [
    'begin-jurisdictions',
    async (context) => {
      await beginJurisdictions(context, await loadJurisdictions())
    },
  ],
  ['count-steps', countSteps],
  ['bring-drafts-forward', bringDraftsForward],
  ['bring-events', bringEvents],
]

/** The document of `meta` that says which a store has behind it. */
export const upgradeMarkId = 'upgrades'

/** The upgrades this program knows. A store that names another one was brought forward by a later program. */
export const upgradeNames: readonly string[] = upgrades.map(([name]) => name)

/**
 * Brings the documents of an older store forward, before anybody is served.
 * @returns the names of what was done now
 */
export async function runUpgrades(context: OperationContext): Promise<readonly string[]> {
  const ran: string[] = []
  for (const [name, upgrade] of upgrades) {
    const mark = await context.store.get<'meta', UpgradeMark>('meta', upgradeMarkId)
    if (mark?.done.includes(name) === true) continue
    await upgrade(context)
    ran.push(name)
    const document: UpgradeMark = {
      id: upgradeMarkId,
      revision: (mark?.revision ?? 0) + 1,
      done: [...(mark?.done ?? []), name],
    }
    // Another server may have been at it too: what both did is the same.
    await context.commit([nextWrite('meta', document)], 'mark')
  }
  return ran
}
