import type {
  DutyRecordInput,
  ScheduledDutiesQuery,
  ScheduledDutyEntry,
  ScheduledDutyPage,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (ruleset: string): string => `/rulesets/${encodeURIComponent(ruleset)}`

/** What has to be done in each period or by a day, the first due first. */
export function listScheduledDuties(
  ruleset: string,
  query: ScheduledDutiesQuery,
): Promise<ScheduledDutyPage> {
  return request(`${of(ruleset)}/scheduled-duties`, { query })
}

export function recordDuty(
  { ruleset, duty }: Pick<ScheduledDutyEntry, 'ruleset' | 'duty'>,
  body: DutyRecordInput,
  idempotencyKey: string,
): Promise<ScheduledDutyEntry> {
  return request(`${of(ruleset)}/scheduled-duties/${encodeURIComponent(duty)}/records`, {
    method: 'POST',
    body,
    idempotencyKey,
  })
}

export function withdrawRecord(
  ruleset: string,
  record: string,
  reason: string,
): Promise<ScheduledDutyEntry> {
  return request(`${of(ruleset)}/duty-records/${encodeURIComponent(record)}/withdraw`, {
    method: 'POST',
    body: { reason },
  })
}
