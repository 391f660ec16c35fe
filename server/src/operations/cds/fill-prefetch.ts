import { findUnsafeJson, type Text } from '@jieli/engine'
import { type CdsPrefetch, cdsPrefetchSchema, type CdsRequest } from '../../contracts/cds.ts'
import type { FhirReader } from '../../ports/fhir-reader.ts'
import type { Prefetch, PrefetchKey } from './cds-services.ts'

/** What a call brings of what was to be fetched, and what it still lacks, with the reason. */
export interface FilledPrefetch {
  readonly prefetch: CdsPrefetch
  readonly missing: readonly { readonly key: PrefetchKey; readonly text: Text }[]
}

/**
 * Completes what a call brings by what its FHIR server gives, where that server is allowed by the settings. What cannot
 * be read stays missing, and is told of.
 */
export async function fillPrefetch(
  fhir: FhirReader | undefined,
  request: CdsRequest,
  templates: Prefetch,
): Promise<FilledPrefetch> {
  const sent = request.prefetch ?? {}
  const wanted = (Object.entries(templates) as [PrefetchKey, string][]).filter(
    ([key]) => sent[key] == null || isFailure(sent[key]),
  )
  const read = await Promise.all(
    wanted.map(async ([key, template]) => {
      const resource = await readBack(fhir, request, template)
      const parsed = cdsPrefetchSchema.safeParse({ [key]: resource })
      const usable = resource !== undefined && parsed.success && !isFailure(parsed.data[key])
      return usable ? ([key, parsed.data[key]] as const) : key
    }),
  )
  const found = read.filter((each) => typeof each !== 'string')
  const missing = read.filter((each) => typeof each === 'string')
  const kept = Object.entries(sent).filter(([, value]) => value != null && !isFailure(value))
  return {
    prefetch: Object.fromEntries([...kept, ...found]) as CdsPrefetch,
    missing: missing.map((key) => ({ key, text: missingTexts[key] ?? otherMissing(key) })),
  }
}

function isFailure(value: unknown): boolean {
  return (value as { resourceType?: unknown } | null)?.resourceType === 'OperationOutcome'
}

async function readBack(
  fhir: FhirReader | undefined,
  { fhirServer, fhirAuthorization, context }: CdsRequest,
  template: string,
): Promise<unknown> {
  const query = resolveTemplate(template, context)
  if (fhir === undefined || fhirServer === undefined || query === undefined) return undefined
  const read = await fhir.read(fhirServer, query, fhirAuthorization?.access_token)
  return findUnsafeJson(read).length > 0 ? undefined : read
}

/** A template with the values of the context; undefined where one is missing. Pure. */
export function resolveTemplate(
  template: string,
  context: CdsRequest['context'],
): string | undefined {
  const whole = /^\{\{context\.(\w+)\}\}$/.exec(template)?.[1]
  if (whole !== undefined) {
    const value = context[whole]
    return typeof value === 'string' && /^[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(value)
      ? value
      : undefined
  }
  let lacking = false
  const resolved = template.replace(/\{\{context\.(\w+)\}\}/g, (_, name: string) => {
    const value = name === 'dispatchedOrders' ? ordersOf(context) : context[name]
    if (typeof value !== 'string' || value === '') lacking = true
    return encodeURIComponent(String(value))
  })
  return lacking ? undefined : resolved
}

/** The ids of the orders dispatched, as a search takes them. */
function ordersOf(context: CdsRequest['context']): string {
  const names = context.dispatchedOrders ?? context['dispatched-orders'] ?? []
  return names.map((name) => name.replace(/^.*\//, '')).join(',')
}

const missingTexts: Readonly<Partial<Record<PrefetchKey, Text>>> = {
  encounter: {
    zh: '请求没有带住院信息（prefetch 的 encounter），入院日期等不详',
    en: 'the request brings no encounter (prefetch "encounter"), so the day of admission and the rest of it are unknown',
  },
  conditions: {
    zh: '请求没有带诊断（prefetch 的 conditions），主要诊断和其他诊断不详',
    en: 'the request brings no diagnoses (prefetch "conditions"), so neither the main one nor the others are known',
  },
  orders: {
    zh: '请求没有带医嘱（prefetch 的 orders），转诊方向等不详',
    en: 'the request brings no order (prefetch "orders"), so its direction and the rest of it are unknown',
  },
}

function otherMissing(key: string): Text {
  return {
    zh: `请求没有带 prefetch 的 ${key}`,
    en: `the request does not bring the prefetch "${key}"`,
  }
}
