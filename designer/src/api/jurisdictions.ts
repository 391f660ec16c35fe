import type {
  JurisdictionList,
  JurisdictionNode,
  JurisdictionProposal,
  JurisdictionProposalPage,
  ProposeJurisdictionInput,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const of = (id: string, rest = '') => `/jurisdictions/${encodeURIComponent(id)}/proposals${rest}`

/** The tree of authorities, as far as one may see it. */
export async function readJurisdictions(): Promise<readonly JurisdictionNode[]> {
  return await readAll<JurisdictionList>('/jurisdictions')
}

/** The counties one may see that have a place in the tree of authorities. */
export async function readCounties(): Promise<readonly JurisdictionNode[]> {
  return (await readJurisdictions()).filter(({ level }) => level === 'county')
}

/** What is proposed about jurisdictions, and what was turned down last. @throws {ApiError} 403 */
export async function listJurisdictionProposals(): Promise<readonly JurisdictionProposal[]> {
  return await readAll<JurisdictionProposalPage>('/jurisdiction-proposals')
}

/**
 * Proposes what a jurisdiction is to say; nothing changes yet.
 * @param revision the one that it is to take the place of; 0 for one that is to be made
 * @throws {ApiError} 409 where something is proposed already, 412, 422 with `issues`
 */
export function proposeJurisdiction(
  id: string,
  body: ProposeJurisdictionInput,
  revision: number,
): Promise<JurisdictionProposal> {
  return request(of(id), { method: 'POST', body, revision })
}

/** It holds from then on. @throws {ApiError} 403 for whoever proposed it, 404, 412, 422 with `issues` */
export function confirmJurisdiction(id: string, proposal: string): Promise<JurisdictionNode> {
  return request(of(id, `/${encodeURIComponent(proposal)}/confirm`), { method: 'POST' })
}

/** Turns down what another proposed, with a reason. @throws {ApiError} 403 for whoever proposed it, 404 */
export function turnDownJurisdiction(
  id: string,
  proposal: string,
  reason: string,
): Promise<JurisdictionProposal> {
  const body = { reason }
  return request(of(id, `/${encodeURIComponent(proposal)}/turn-down`), { method: 'POST', body })
}

/** Withdraws one's own. @throws {ApiError} 403, 404 */
export function dropJurisdiction(id: string, proposal: string): Promise<void> {
  return request(of(id, `/${encodeURIComponent(proposal)}`), { method: 'DELETE' })
}

/** Every page of a list. */
async function readAll<Page extends JurisdictionList | JurisdictionProposalPage>(
  address: string,
): Promise<readonly Page['items'][number][]> {
  const items: Page['items'][number][] = []
  for (let cursor: string | undefined; ;) {
    const page: Page = await request(address, { query: { limit: 200, cursor } })
    items.push(...page.items)
    if (page.next === undefined) return items
    cursor = page.next
  }
}
