import { expect } from 'vitest'
import type { TestServer } from '../harness/open-test-server.ts'

/** Brings a table into the small ruleset; it must be accepted. Cases are referrals. */
export async function sendTable(
  server: TestServer,
  key: string,
  table: { readonly kind: string; readonly rows: readonly string[] },
): Promise<void> {
  const { kind, rows } = table
  const more = kind === 'cases' ? '&pathway=referral' : ''
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/imports?kind=${kind}&format=csv&name=t${more}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    payload: `${rows.join('\n')}\n`,
  })
  expect(reply.json()).toMatchObject({ status: 'accepted' })
}

const caseColumns =
  'id,fromUnit.id,toUnit.id,urgency,log.startedOn,episode.department,episode.pathway'

/** A table of so many referrals of a clinical pathway on a day, the first of them urgent. */
export function referralRows(
  name: string,
  of: {
    readonly all: number
    readonly urgent: number
    readonly day?: string
    readonly unit?: string
  },
): readonly string[] {
  const { all, urgent, day = '2025-01-05', unit = 'N' } = of
  return [
    caseColumns,
    ...Array.from(
      { length: all },
      (_, at) => `${name}${at},${unit},D,${at < urgent ? 'high' : 'low'},${day},inner,${name}`,
    ),
  ]
}
