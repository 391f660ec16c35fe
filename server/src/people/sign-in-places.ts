import { later } from './later.ts'
import type { PeopleContext } from './people-context.ts'
import { isSecret, newSecret, secretHash } from './secret.ts'
import type { SignInPlace } from '../documents/people-documents.ts'
import { nextWrite } from '../documents/next-write.ts'

/** Where somebody tries to sign in from. */
export interface SignInOrigin {
  /** The client's address; of IPv6 its network, for the rest of it a client chooses at will. */
  readonly address: string
  /** The token of a browser that signed somebody in before, when it has one. */
  readonly device?: string | undefined
  /** How the browser names itself, where it does. */
  readonly agent?: string | undefined
}

/** Tries before an account begins to slow down at one place. */
export const freeAttempts = 10
/** Tries from all places an account does not know, before it begins to slow down for these. */
export const freeAttemptsElsewhere = 100
const maxWaitSeconds = 15 * 60
/** A person away for a term is still known. */
export const knownSeconds = 90 * 24 * 3600
const triesRememberedSeconds = 6 * 3600

/** An account, or a name that is none: the two are counted alike. */
export interface TriedAccount {
  /** As {@link triedName} has it. */
  readonly name: string
  /** How often it was signed out everywhere; 0 where there is no account. */
  readonly epoch: number
}

/** Where a try is counted. */
export interface CountedAt {
  readonly account: TriedAccount
  /** The ids of the places it counts at. */
  readonly ids: readonly string[]
}

/** How a try counts. */
export interface CountedTry extends CountedAt {
  /** Seconds until a password may be tried; 0 when this one may be looked at. */
  readonly wait: number
  /** Which try it is at its place since a password was right there. */
  readonly tries: number
  /** Which it is of all from places the account does not know, where this is one. */
  readonly triesElsewhere?: number
  /** Seconds its place has to wait from now on if this one is wrong; 0 when it has not. */
  readonly locks: number
}

/**
 * Counts a try and says how many seconds it has to wait; 0 when its password may be looked at. It is counted before
 * anybody looks, so that many at once gain nothing, and in the same way for names that are no account's.
 *
 * A try counts where it comes from: at the browser when this account's password was right in it before, else at the
 * address. From an address the account does not know it counts for the account as a whole besides. So whoever
 * guesses slows down their own place, and many who guess together slow down every place where the account was never
 * signed in; neither keeps out the person who comes from where they signed in before.
 */
export async function countTry(
  context: PeopleContext,
  account: TriedAccount,
  origin: SignInOrigin,
): Promise<CountedTry> {
  const places = await placesOf(context, account, origin)
  const ids = places.map(({ id }) => id)
  const now = context.clock.now()
  const remembered = await Promise.all(ids.map((id) => readPlace(context, account, id)))
  // A try that has to wait at one place is not counted at the other.
  const wait = Math.max(...remembered.map(({ place }) => secondsLeft(place, now)))
  if (wait > 0) return { account, ids, wait, tries: 0, locks: 0 }
  const counts = []
  for (const place of places) counts.push(await countAt(context, account, place))
  const [here, elsewhere] = counts
  return {
    account,
    ids,
    wait: Math.max(...counts.map((each) => each.wait)),
    tries: here?.tries ?? 0,
    ...(elsewhere && { triesElsewhere: elsewhere.tries }),
    locks: Math.max(...counts.map(({ locks }) => locks)),
  }
}

/**
 * Remembers that a password was right here, and forgets the tries before it.
 * @returns the token by which the browser is known from now on
 */
export async function rememberPlace(
  context: PeopleContext,
  { account, ids }: CountedAt,
  origin: SignInOrigin,
): Promise<string> {
  const now = context.clock.now()
  const until = later(now, knownSeconds)
  const device =
    origin.device !== undefined && isSecret(origin.device) ? origin.device : newSecret()
  for (const id of new Set([...ids, addressId(account, origin), deviceId(account, device)])) {
    const right = ids.includes(id) ? { attempts: 0, waitUntil: null } : {}
    await changePlace(context, account, id, (place) => ({
      ...place,
      ...right,
      knownUntil: until,
      expiresAt: until,
    }))
  }
  return device
}

async function placesOf(context: PeopleContext, account: TriedAccount, origin: SignInOrigin) {
  const { device } = origin
  if (device !== undefined && isSecret(device)) {
    const id = deviceId(account, device)
    if (await isKnown(context, account, id)) return [{ id, free: freeAttempts }]
  }
  const here = { id: addressId(account, origin), free: freeAttempts }
  const elsewhere = { id: `${account.name}|elsewhere`, free: freeAttemptsElsewhere }
  return (await isKnown(context, account, here.id)) ? [here] : [here, elsewhere]
}

async function isKnown(
  context: PeopleContext,
  account: TriedAccount,
  id: string,
): Promise<boolean> {
  const { knownUntil } = (await readPlace(context, account, id)).place
  return knownUntil !== null && Date.parse(knownUntil) > Date.parse(context.clock.now())
}

/** How long a try has to wait; 0 when it has not. Pure. */
function secondsLeft({ waitUntil }: SignInPlace, now: string): number {
  const left = waitUntil === null ? 0 : (Date.parse(waitUntil) - Date.parse(now)) / 1000
  return Math.max(0, Math.ceil(left))
}

async function countAt(
  context: PeopleContext,
  account: TriedAccount,
  { id, free }: { id: string; free: number },
): Promise<Pick<CountedTry, 'wait' | 'tries' | 'locks'>> {
  const now = context.clock.now()
  let counted = { wait: 0, tries: 0, locks: 0 }
  await changePlace(context, account, id, (place) => {
    const wait = secondsLeft(place, now)
    counted = { wait, tries: place.attempts, locks: 0 }
    if (wait > 0) return undefined
    const tries = place.attempts + 1
    const locks = tries < free ? 0 : Math.min(2 ** (tries - free), maxWaitSeconds)
    counted = { wait, tries, locks }
    const expiresAt = later(now, triesRememberedSeconds)
    return {
      ...place,
      attempts: tries,
      waitUntil: locks > 0 ? later(now, locks) : null,
      expiresAt: expiresAt > place.expiresAt ? expiresAt : place.expiresAt,
    }
  })
  return counted
}

/** Changes what is remembered of a place, as it is now, however often somebody else changes it in between. */
async function changePlace(
  context: PeopleContext,
  account: TriedAccount,
  id: string,
  next: (place: SignInPlace) => SignInPlace | undefined,
): Promise<void> {
  for (;;) {
    const { place, stored } = await readPlace(context, account, id)
    const changed = next(place)
    if (changed === undefined) return
    const document = { ...changed, revision: stored + 1 }
    const result = await context.commit([nextWrite('signInPlaces', document)], 'mark')
    if (result.committed) return
  }
}

/** What is remembered of a place, and the revision it is stored under: 0 when it is not. */
async function readPlace(
  { store }: PeopleContext,
  { epoch }: TriedAccount,
  id: string,
): Promise<{ place: SignInPlace; stored: number }> {
  const found = await store.get('signInPlaces', id)
  const anew = {
    id,
    revision: 0,
    epoch,
    attempts: 0,
    waitUntil: null,
    knownUntil: null,
    expiresAt: '',
  }
  return { place: found?.epoch === epoch ? found : anew, stored: found?.revision ?? 0 }
}

function addressId({ name }: TriedAccount, { address }: SignInOrigin): string {
  return `${name}|address|${address}`
}

function deviceId({ name }: TriedAccount, device: string): string {
  return `${name}|device|${secretHash(device)}`
}
