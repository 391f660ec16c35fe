import type { FhirReader } from '../ports/fhir-reader.ts'

/** In milliseconds: a doctor waits for the card. */
const timeout = 3000
const maxBytes = 1_000_000

/** Reads over HTTP from servers whose base address is one of those given. Nothing is followed elsewhere. */
export function createFhirReader(allowed: readonly string[]): FhirReader {
  const bases = new Set(allowed.map(withoutSlash))
  return {
    read: async (server, query, token) => {
      const base = withoutSlash(server)
      if (!bases.has(base)) return undefined
      try {
        const reply = await fetch(`${base}/${query}`, {
          redirect: 'error',
          signal: AbortSignal.timeout(timeout),
          headers: {
            accept: 'application/fhir+json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
        })
        return reply.ok ? await readJson(reply) : undefined
      } catch {
        // No network, too late, or no JSON: it stays missing, and the card says so.
        return undefined
      }
    },
  }
}

async function readJson(reply: Response): Promise<unknown> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of reply.body ?? []) {
    length += part.byteLength
    if (length > maxBytes) return undefined
    parts.push(part)
  }
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}
