import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '@jieli/server/config'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createFhirReader, createTrustedClients } from '@jieli/server/adapters'
import { readReferralMappings } from '../../../server/src/read-referral-mappings.ts'
import { readTrustedClients } from '../../../server/src/read-trusted-clients.ts'
import { readBlocks, readPage } from './read-exchanges.ts'
import type { HospitalSettings } from '../../../server/src/operations/context/operation-context.ts'

/** The address the server is told it has for others. */
export const publicUrl = 'https://jieli.example.cn'

/** What a hospital runs: two systems that sign their calls, a page of keys, and a FHIR server. */
export interface Outside {
  readonly hospitals: HospitalSettings
  /** The base address of its FHIR server. */
  readonly fhir: string
  /** Who asked the FHIR server for what, with which token. */
  readonly asked: { readonly url: string; readonly authorization: string | undefined }[]
  /** A token as one of the two signs it, with some claims otherwise. */
  sign(by: 'pinned' | 'published', claims: Claims): Promise<string>
  /** What the server makes of a file of trusted clients: `taken`, or what it ends with. */
  readClients(text: string): string
  close(): void
}

export interface Claims {
  readonly aud: string
  /** In seconds since 1970. */
  readonly iat: number
  readonly exp: number
  readonly jti?: string
  readonly iss?: string
  /** What a link says besides. */
  readonly opens?: object
}

/** Opens it, and reads the settings that trust it as the server does at its start. */
export async function openOutside(): Promise<Outside> {
  const pinned = await generateKeyPair('ES384')
  const published = await generateKeyPair('RS384')
  const asked: Outside['asked'] = []
  const server = createServer((request, reply) => {
    const { url = '' } = request
    asked.push({ url, authorization: request.headers.authorization })
    const found = pages.get(url)
    reply.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/fhir+json' })
    reply.end(found ?? '{}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicKey = async (key: CryptoKey, kid: string) => ({ ...(await exportJWK(key)), kid })
  const pages = new Map([
    ['/keys', JSON.stringify({ keys: [await publicKey(published.publicKey, 'two')] })],
    [
      '/fhir/Encounter/e-1',
      JSON.stringify({
        resourceType: 'Encounter',
        id: 'e-1',
        period: { start: '2025-03-01T08:00:00+08:00' },
        serviceProvider: { reference: 'Organization/D01' },
        diagnosis: [{ condition: { reference: 'Condition/c0' }, rank: 1 }],
      }),
    ],
    [
      '/fhir/Condition?encounter=e-1&category=encounter-diagnosis',
      JSON.stringify({
        resourceType: 'Bundle',
        total: 1,
        entry: [
          {
            resource: {
              resourceType: 'Condition',
              id: 'c0',
              code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'Z99.9' }] },
            },
          },
        ],
      }),
    ],
    // More than a reply may have.
    ['/fhir/Encounter/e-2', `{"resourceType":"Encounter","id":"${'x'.repeat(1_000_000)}"}`],
  ])
  const grants = [{ role: 'integrator', county: 'demo-district', units: '*' }]
  const hospitals = settingsOf(
    JSON.stringify([
      {
        issuer: 'https://his.example.cn',
        title: 'HIS',
        grants,
        keys: { keys: [await publicKey(pinned.publicKey, 'one')] },
      },
      { issuer: 'https://emr.example.cn', title: 'EMR', grants, jwks: `${base}/keys` },
    ]),
    `${base}/fhir`,
  )
  const signers = {
    pinned: { ...pinned, alg: 'ES384', kid: 'one', issuer: 'https://his.example.cn' },
    published: { ...published, alg: 'RS384', kid: 'two', issuer: 'https://emr.example.cn' },
  }
  return {
    hospitals,
    fhir: `${base}/fhir`,
    asked,
    sign: async (by, { aud, iat, exp, jti, iss, opens }) => {
      const { alg, kid, issuer, privateKey } = signers[by]
      assert(privateKey.type === 'private')
      const token = new SignJWT({ ...opens, ...(jti !== undefined && { jti }) })
      return await token
        .setProtectedHeader({ alg, kid, typ: 'JWT' })
        .setIssuer(iss ?? issuer)
        .setAudience(aud)
        .setIssuedAt(iat)
        .setExpirationTime(exp)
        .sign(privateKey)
    },
    readClients: (text) => {
      try {
        settingsOf(text, 'off')
        return 'taken'
      } catch (error) {
        return (error as Error).message
      }
    },
    close: () => {
      server.close()
    },
  }
}

/** The settings with a file of trusted clients and that of the page on FHIR, as the server reads them at its start. */
function settingsOf(clients: string, fhirServers: string): HospitalSettings {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-clients-'))
  const file = path.join(folder, 'clients.json')
  writeFileSync(file, clients)
  const mappings = path.join(folder, 'mappings.json')
  const [shown] = readBlocks(readPage('fhir.md')).filter(({ kind }) => kind === 'json mappings')
  writeFileSync(mappings, shown?.text ?? '')
  try {
    const { hospitals } = readConfig({
      JIELI_PUBLIC_URL: `${publicUrl}/`,
      JIELI_CDS_CLIENTS: file,
      JIELI_FHIR_SERVERS: fhirServers,
      JIELI_FHIR_REFERRALS: mappings,
    })
    return {
      referrals: readReferralMappings(hospitals.referralsFile ?? ''),
      publicUrl: hospitals.publicUrl,
      fhir: createFhirReader(hospitals.fhirServers),
      clients: createTrustedClients(readTrustedClients(hospitals.clientsFile ?? '')),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
