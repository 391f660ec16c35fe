import type {
  Imported,
  ImportPreview,
  Signer,
  SignerList,
  PackageFile,
} from '@jieli/server/contracts'
import { request } from './request.ts'

/** Characters a file may have; the server refuses larger ones. */
export const maxPackageCharacters = 12_000_000

/** A published version as a signed file. */
export function exportVersion(id: string, version: string): Promise<PackageFile> {
  return request(
    `/rulesets/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}/export`,
  )
}

/** Checks a file from another server; stores nothing. @throws {ApiError} with what is wrong with it */
export function previewImport(file: string): Promise<ImportPreview> {
  return request('/imports/preview', { method: 'POST', body: { file } })
}

/** Imports a file, whole or not at all. @throws {ApiError} with what is wrong with it */
export function importFile(file: string): Promise<Imported> {
  return request('/imports', { method: 'POST', body: { file } })
}

export function listSigners(): Promise<SignerList> {
  return request('/signers')
}

/** Accepts another server's key. @throws {ApiError} 403 for anybody but an administrator of every county */
export function acceptSigner(publicKey: string, title: string): Promise<Signer> {
  return request('/signers', { method: 'POST', body: { publicKey, title } })
}

/** Withdraws a key; what came with it stays. */
export function withdrawSigner(fingerprint: string): Promise<unknown> {
  return request(`/signers/${encodeURIComponent(fingerprint)}`, { method: 'DELETE' })
}
