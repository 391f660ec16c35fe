import type { RetentionRulesDocument } from '../../documents/retention-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { newJob } from '../jobs/create-job.ts'
import { callerNow } from '../people/caller-now.ts'
import { countyTitle } from './county-title.ts'
import { dueNow } from './due-now.ts'

const actor = { kind: 'system', id: 'retention', title: 'retention' } as const

/**
 * Stores a job for each county in which something is past its time, one a day and county: by whoever confirmed its rules,
 * with the rights they have now.
 * @returns how many
 */
export async function beginPurges(
  context: OperationContext,
  signal?: AbortSignal,
): Promise<number> {
  let begun = 0
  for await (const rules of readAll(context.store, 'retentionRules')) {
    if (signal?.aborted === true) break
    if (await beginPurge(context, rules)) begun += 1
  }
  return begun
}

async function beginPurge(
  context: OperationContext,
  { id: county, rules, confirmed, archivedUntil }: RetentionRulesDocument,
): Promise<boolean> {
  if (confirmed === null) return false
  const id = `purge-${county}-${context.clock.now().slice(0, 10)}`
  if ((await context.store.get('jobs', id)) !== undefined) return false
  const due = await dueNow(context, county, rules, archivedUntil)
  if (Object.values(due).every((each) => each === 0)) return false
  const caller = await callerNow(context, confirmed.actor)
  const job = await newJob(context, caller ?? { ...confirmed.actor, kind: 'system', grants: [] }, {
    kind: 'purge',
    ruleset: '',
    county,
    title: await countyTitle(context, county),
    about: id.slice(-10),
    input: { county },
  })
  // Another server may have been faster: the id is the day's.
  const document = { ...job, id, by: confirmed.actor }
  const { committed } = await context.commit([{ kind: 'insert', collection: 'jobs', document }], {
    action: 'job.create',
    actor,
    target: id,
    county,
    detail: { kind: 'purge', ...due },
  })
  return committed
}
