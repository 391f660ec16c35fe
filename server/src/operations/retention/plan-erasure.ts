import type { Text } from '@jieli/engine'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { storedAfter } from '../../ports/time.ts'
import { readAll } from '../context/read-all.ts'
import { holdOf } from './holds.ts'

/** A person, as a county knows them. */
export interface Person {
  readonly county: string
  readonly patient: string
}

/** A case of a person, and why it stays; nothing where it can go. */
export interface PlannedCase {
  readonly document: CaseDocument
  readonly because: Text | null
}

type Reader = Pick<OperationContext, 'store' | 'clock'>

const day = 86_400_000

/** Every case of a person in a county, those changed last at the end. */
export async function* casesOfPerson(
  { store }: Reader,
  { county, patient }: Person,
): AsyncGenerator<CaseDocument, void> {
  const sort = { field: 'updatedAt', direction: 'ascending' } as const
  for (const range of [{ patient }, { archivedPatient: patient }])
    for await (const each of readAll(store, 'cases', { anyOf: [range], sort }, 20))
      // The same pseudonym may be somebody else's in another county.
      if (each.county === county) yield each
}

/** Every case of a person, with why it stays. */
export async function* planErasure(
  context: Reader,
  person: Person,
): AsyncGenerator<PlannedCase, void> {
  for await (const document of casesOfPerson(context, person))
    yield { document, because: await whyKept(context, person, document) }
}

/** Why a case of a person is not erased; nothing where it is. */
export async function whyKept(
  context: Reader,
  { county, patient }: Person,
  document: CaseDocument,
): Promise<Text | null> {
  const held =
    (await holdOf(context, { county, kind: 'person', target: patient })) ??
    (await holdOf(context, { county, kind: 'case', target: document.id }))
  if (held !== undefined)
    return {
      zh: `${held.by} 已保全：${held.reason}`,
      en: `held by ${held.by}: ${held.reason}`,
    }
  if (document.status !== 'done') return reasons.open
  const period = await periodOf(context, county, document)
  if (period !== null) return period
  const hidden = [...document.history, ...document.refusals]
  return hidden.every(({ payload }) => payload !== undefined) ? null : reasons.older
}

/** Until when a closed case has to be kept by the rule of its county; nothing once that is over. */
async function periodOf(
  { store, clock }: Reader,
  county: string,
  { updatedAt }: Pick<CaseDocument, 'updatedAt'>,
): Promise<Text | null> {
  const rule = (await store.get('retentionRules', county))?.rules.closedCases
  if (!rule) return null
  const { days, source } = rule
  const until = storedAfter(updatedAt, days * day)
  if (until <= clock.now()) return null
  return {
    zh: `保存期限未满：办结后保存 ${days} 天，到 ${until.slice(0, 10)}（${source}）`,
    en: `it has to be kept for ${days} days, until ${until.slice(0, 10)} (${source})`,
  }
}

const reasons = {
  open: {
    zh: '个案还在办：先办结，再删除',
    en: 'the case is still open: it has to come to its end first',
  },
  older: {
    zh: '由没有密钥封印的旧版本写入：其中的个人信息在校验值之内，删除会使办理记录无法核验',
    en: 'it was written by a version without seals: what it tells of the person is within its hashes, and its history could not be verified without it',
  },
} as const satisfies Record<string, Text>
