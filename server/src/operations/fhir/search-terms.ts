import { dateSchema } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { ReferralResource } from './present-resources.ts'
import { statusByRole, statusOtherwise } from './task-status.ts'

/** What a search asks for, as its address says it. */
export interface SearchTerms {
  readonly patient?: string | undefined
  readonly status?: string | undefined
  readonly days?: string | readonly string[] | undefined
}

/** The same, read. */
export interface ReadTerms {
  readonly patient?: string | undefined
  readonly statuses?: ReadonlySet<string> | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Reads the parameters of a search. One that cannot be taken is refused, never passed over: what is found would be more
 * than was asked for.
 * @throws ServerError FHIR_SEARCH_VALUE
 */
export function readTerms(type: ReferralResource, terms: SearchTerms): ReadTerms {
  const { patient, status, days } = terms
  return {
    ...(patient !== undefined && { patient: patient.replace(/^Patient\//, '') }),
    ...(status !== undefined && { statuses: readStatuses(type, status) }),
    ...readDays(type === 'Task' ? 'authored-on' : 'authored', days),
  }
}

/** Every status a resource can have. Pure. */
export function statusesOf(type: ReferralResource): readonly string[] {
  const all = [...Object.values(statusByRole), ...Object.values(statusOtherwise)]
  return [...new Set(all.map(({ task, request }) => (type === 'Task' ? task : request)))]
}

function readStatuses(type: ReferralResource, text: string): ReadonlySet<string> {
  const known = statusesOf(type)
  const asked = text.split(',').map((each) => each.replace(/^.*\|/, ''))
  const strange = asked.find((each) => !known.includes(each))
  if (strange !== undefined)
    throw wrong('status', strange, {
      zh: `可用的值：${known.join('、')}`,
      en: `it is one of ${known.join(', ')}`,
    })
  return new Set(asked)
}

function readDays(name: string, days: SearchTerms['days']): Pick<ReadTerms, 'from' | 'to'> {
  const found: { from?: string; to?: string } = {}
  for (const text of typeof days === 'string' ? [days] : (days ?? [])) {
    const [, prefix = 'eq', day = ''] = /^(eq|ge|le)?(.*)$/.exec(text) ?? []
    if (!dateSchema.safeParse(day).success)
      throw wrong(name, text, {
        zh: '请写成日期，如 2025-03-01，前面可加 ge（起）或 le（止）',
        en: 'it is a day such as 2025-03-01, with ge or le before it',
      })
    if (prefix !== 'le') found.from = day
    if (prefix !== 'ge') found.to = day
  }
  return found
}

function wrong(name: string, value: string, expected: { zh: string; en: string }): ServerError {
  return new ServerError('FHIR_SEARCH_VALUE', { name, value: value.slice(0, 80), expected })
}
