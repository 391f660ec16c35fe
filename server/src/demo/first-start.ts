import { layerReferences, type Manifest } from '@jieli/engine'
import { createKey } from '../people/api-keys.ts'
import { readableSecret } from '../people/readable-secret.ts'
import { assertPasswordStrength } from '../people/password-strength.ts'
import { changeUser, createUser, findUser, newPassword } from '../people/accounts.ts'
import type { Caller } from '../operations/context/caller.ts'
import type { RecordedActor } from '../documents/recorded-actor.ts'
import { findPublications } from '../operations/context/find-publication.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { publishLayer } from '../operations/publications/publish.ts'
import { sendEvent } from '../operations/cases/send-event.ts'
import { ServerError } from '../errors/server-error.ts'
import { startCase } from '../operations/cases/start-case.ts'
import { type DemoAccount, demoAccounts, demoKeyGrants } from './demo-accounts.ts'
import { demoCases, demoUnits } from './demo-cases.ts'
import { fillDemoMonth } from './demo-month.ts'

/** How to sign in, told once when a store is new. */
export interface FirstStart {
  readonly administrator: SignIn
  /** The demonstration's accounts; none without demonstration data. */
  readonly accounts: readonly (SignIn & {
    readonly title: string
    readonly purpose: DemoAccount['purpose']
  })[]
  /** The demonstration's API key. */
  readonly apiKey?: string
}

interface SignIn {
  readonly username: string
  readonly password: string
}

/** The ruleset every store begins with, and the one that shows it at work. */
const templateRuleset = 'district-plan'
const demoRuleset = 'district-plan-demo'

/** Who does what a first start does. */
export const founder: RecordedActor = {
  kind: 'system',
  id: 'first-start',
  title: '首次启动 first start',
}

/**
 * Fills a new store: the administrator, the plan's template, and with demonstration data a county with its accounts,
 * its key, some referrals and a month to assess. Each part is made only where it is not there yet, so that a first start that was cut
 * short is finished by the next.
 */
export async function fillNewStore(
  context: OperationContext,
  options: { adminPassword?: string | undefined; demo: boolean; progress: (what: string) => void },
): Promise<FirstStart> {
  const administrator = await ensureAccount(
    context,
    {
      username: 'admin',
      title: '管理员 administrator',
      grants: [{ role: 'administrator', county: '*', units: '*' }],
    },
    options.adminPassword,
  )
  await publishBundled(context, templateRuleset, options.progress)
  if (!options.demo) return { administrator, accounts: [] }

  await publishBundled(context, demoRuleset, options.progress)
  const accounts = []
  for (const account of Object.values<DemoAccount>(demoAccounts)) {
    const { username, password } = await ensureAccount(context, { ...account, demo: true })
    accounts.push({ username, password, title: account.title, purpose: account.purpose })
  }
  const { key } = await createKey(
    context,
    { title: '演示接口 demo API key', grants: demoKeyGrants, user: null, demo: true },
    ({ id }) => ({ action: 'key.create', actor: founder, target: id }),
  )
  options.progress('示例转诊 sample referrals')
  await referDemoPatients(context)
  options.progress('示例月份 a sample month')
  await fillDemoMonth(context, callerOf(demoAccounts.assessor), demoRuleset)
  return { administrator, accounts, apiKey: key }
}

async function ensureAccount(
  context: OperationContext,
  account: Pick<DemoAccount, 'username' | 'title' | 'grants'> & { readonly demo?: true },
  given?: string,
): Promise<SignIn> {
  const { username, title, grants, demo } = account
  if (given !== undefined) await assertPasswordStrength(given, { username, title })
  const password = given ?? readableSecret()
  if ((await findUser(context, username)) === undefined) {
    await createUser(
      context,
      { username, title, password, grants },
      {
        by: null,
        audit: ({ id }) => ({ action: 'user.create', actor: founder, target: id }),
        mustChangePassword: true,
        ...(demo && { demo }),
      },
    )
  } else {
    // Left by a first start that was cut short before it could tell the password.
    await changeUser(context, username, {
      change: await newPassword(context, password, { mustChange: true }),
      audit: { action: 'user.change', actor: founder, target: username },
    })
  }
  return { username, password }
}

/** Publishes a bundled ruleset, and before it whatever it rests on. */
async function publishBundled(
  context: OperationContext,
  id: string,
  progress: (what: string) => void,
): Promise<void> {
  const layer = context.bundled.get(id)
  if (layer === undefined) return
  for (const reference of layerReferences(layer)) {
    await publishBundled(context, reference.id, progress)
  }
  if ((await findPublications(context.store, id)).length > 0) return
  progress(`检查并发布 publishing ${id}`)
  const manifest = layer['manifest'] as unknown as Manifest
  await publishLayer(context, founder, { manifest, layer, from: firstDay, program: true })
}

/** The bundled rulesets date their own values; the version as such holds for any day that may be asked about. */
const firstDay = '2019-06-01'

async function referDemoPatients(context: OperationContext): Promise<void> {
  const callers = {
    township: callerOf(demoAccounts.doctor),
    district: callerOf(demoAccounts.office),
    partner: {
      kind: 'system',
      id: demoUnits.partner,
      title: '协作医院（演示）',
      grants: demoKeyGrants,
    },
  } as const satisfies Record<string, Caller>
  for (const [index, referral] of demoCases.entries()) {
    const name = `demo-${index + 1}`
    const { id } = await startCase(context, callers[referral.startedBy], {
      ruleset: demoRuleset,
      pathway: 'referral',
      facts: referral.facts,
      idempotencyKey: name,
    })
    for (const [step, event] of referral.events.entries()) {
      await sendEvent(context, callers[event.by], {
        case: id,
        type: event.type,
        facts: event.facts,
        reason: event.reason,
        idempotencyKey: `${name}-${step + 1}`,
      }).catch((error: unknown) => {
        // One of them shows what a refusal looks like.
        if (!(error instanceof ServerError && error.code === 'EVENT_REFUSED')) throw error
      })
    }
  }
}

function callerOf(account: DemoAccount): Caller {
  const { username, title, grants } = account
  return { kind: 'user', id: username, title, grants }
}
