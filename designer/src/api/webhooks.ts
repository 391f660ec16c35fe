import type {
  DeliveryPage,
  NewWebhookInput,
  ResendInput,
  Resent,
  Webhook,
  WebhookChange,
  WebhookMade,
  WebhookPage,
} from '@jieli/server/contracts'
import { request } from './request.ts'

const at = (id: string) => `/webhooks/${encodeURIComponent(id)}`

export function listWebhooks(cursor?: string): Promise<WebhookPage> {
  return request('/webhooks', { query: { cursor } })
}

/** Sets up a webhook; its secret is told once. @throws {ApiError} 403, 409 when the county has enough, 422 */
export function addWebhook(input: NewWebhookInput): Promise<WebhookMade> {
  return request('/webhooks', { method: 'POST', body: input })
}

/** @throws {ApiError} 404, 422 */
export function changeWebhook(id: string, change: WebhookChange): Promise<Webhook> {
  return request(at(id), { method: 'PUT', body: change })
}

/** Removes a webhook that is paused. @throws {ApiError} 404, 409 */
export function removeWebhook(id: string): Promise<void> {
  return request(at(id), { method: 'DELETE' })
}

/** A new secret, told once. @throws {ApiError} 404 */
export function rotateWebhookSecret(id: string): Promise<WebhookMade> {
  return request(`${at(id)}/secret`, { method: 'POST', body: {} })
}

/** What was not taken: parked, or tried again. @throws {ApiError} 404 */
export function listDeliveries(
  id: string,
  parked: boolean,
  cursor?: string,
): Promise<DeliveryPage> {
  return request(`${at(id)}/deliveries`, { query: { parked: String(parked), cursor } })
}

/** Sends one again, or all that are parked. @throws {ApiError} 404 */
export function resendDeliveries(id: string, which: ResendInput): Promise<Resent> {
  return request(`${at(id)}/resend`, { method: 'POST', body: which })
}
