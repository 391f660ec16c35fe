import type { Manifest, Text } from '@jieli/engine'
import { request } from './request.ts'

/** Where a ruleset made on another server comes from. */
export interface Elsewhere {
  /** Fingerprint of the key its file was signed with. */
  readonly signer: string
  /** What whoever accepted the key called its holder; empty for this server's own. */
  readonly signerTitle: string
  readonly importedAt: string
}

/** A signed file: one version with all it rests on. */
export interface TravelFile {
  readonly ruleset: { readonly id: string; readonly version: string }
  readonly publicKey: string
}

export interface PreviewedVersion {
  readonly id: string
  readonly version: string
  readonly title: Text
  readonly kind: Manifest['kind']
  readonly standing: 'new' | 'newer' | 'older' | 'present'
  /** The newest version on this server. */
  readonly latest?: string
  /** True when it only comes along because the other rests on it. */
  readonly carried: boolean
}

/** What a file holds and what taking it in would do. */
export interface ImportPreview {
  readonly ruleset: string
  readonly version: string
  readonly signer: {
    readonly fingerprint: string
    readonly publicKey: string
    readonly known: boolean
    readonly own: boolean
    readonly title?: string
  }
  readonly versions: readonly PreviewedVersion[]
  readonly changes: boolean
}

interface Name {
  readonly id: string
  readonly version: string
}

/** What was taken in. */
export interface Imported {
  readonly ruleset: string
  readonly version: string
  readonly added: readonly Name[]
  readonly present: readonly Name[]
}

/** A key whose files may be taken in. */
export interface Signer {
  readonly fingerprint: string
  readonly publicKey: string
  readonly title: string
  readonly acceptedAt: string
  readonly acceptedBy: string
}

export interface SignerList {
  readonly own: { readonly fingerprint: string; readonly publicKey: string }
  readonly items: readonly Signer[]
}

/** Characters a file may have; the server refuses larger ones. */
export const largestTravelFile = 12_000_000

/** A published version as a signed file. */
export function exportVersion(id: string, version: string): Promise<TravelFile> {
  return request(
    `/rulesets/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}/export`,
  )
}

/** Checks a file from another server; stores nothing. @throws {ApiError} saying what is wrong with it */
export function previewImport(file: string): Promise<ImportPreview> {
  return request('/imports/preview', { method: 'POST', body: { file } })
}

/** Takes a file in, whole or not at all. @throws {ApiError} saying what is wrong with it */
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
