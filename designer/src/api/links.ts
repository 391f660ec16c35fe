import type { OpenedLink, OpenLinkInput } from '@jieli/server/contracts'
import { request } from './request.ts'

/** Opens what a link of a hospital's system is for. It is taken once. @throws {ApiError} */
export function openLink(input: OpenLinkInput): Promise<OpenedLink> {
  return request('/links/open', { method: 'POST', body: input })
}
