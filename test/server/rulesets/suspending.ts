import type { VersionAction, VersionStatus } from '@jieli/server/contracts'
import { expect } from 'vitest'
import { type Answer, grants, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

/** A county publisher, by a key that nobody else has. */
export const publisherOf = (server: TestServer, county = 'north') =>
  server.key({ role: 'publisher', county, units: '*' })

const versions = (version: string) => `/v1/rulesets/small/versions/${version}/proposals`

export const propose = async (
  server: TestServer,
  key: string,
  about: { version: string; action: VersionAction; reason?: string },
): Promise<Answer> =>
  await server.ask(versions(about.version), {
    key,
    body: { action: about.action, reason: about.reason ?? '收治标准写反了，会耽误病人' },
  })

export const confirm = async (
  server: TestServer,
  key: string,
  about: { version: string; proposal: string },
): Promise<Answer> =>
  await server.ask(`${versions(about.version)}/${about.proposal}/confirm`, { key, method: 'POST' })

export const drop = async (
  server: TestServer,
  key: string,
  about: { version: string; proposal: string },
): Promise<Answer> =>
  await server.ask(`${versions(about.version)}/${about.proposal}`, { key, method: 'DELETE' })

/** One person proposes, another confirms. */
export async function byTwo(
  server: TestServer,
  version: string,
  action: VersionAction,
): Promise<VersionStatus> {
  const proposed = await propose(server, await publisherOf(server), { version, action })
  expect([proposed.status, proposed.body.code]).toEqual([200, undefined])
  const confirmed = await confirm(server, await publisherOf(server), {
    version,
    proposal: proposed.body.proposal.id,
  })
  expect([confirmed.status, confirmed.body.code]).toEqual([200, undefined])
  return confirmed.body as VersionStatus
}

/** The version that answers a decision now, or on a day. */
export async function deciding(server: TestServer, asOf?: string): Promise<string> {
  const body = { facts: { urgency: 'high' }, ...(asOf !== undefined && { asOf }) }
  const key = await server.key(grants.integrator)
  const reply = await server.ask('/v1/rulesets/small/decisions/mayRefer', { key, body })
  return String(reply.body.bundle?.version ?? reply.body.code)
}

/** The small ruleset, and a version after it that asks for a review of what is urgent. */
export async function publishTwo(server: TestServer): Promise<void> {
  await server.publish(smallRuleset())
  await server.publish(
    smallRuleset({ version: '1.1.0', urgentOutcome: 'requireReview' }),
    '2025-02-01',
  )
}
