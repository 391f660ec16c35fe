import type { Text } from '@jieli/engine'
import type { PersonFile, PersonInput } from '../../contracts/retention.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { programVersion } from '../../program-version.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { noteCaseReads } from '../context/note-case-reads.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findAll } from '../context/read-all.ts'
import { presentCase } from '../cases/present-case.ts'
import { entriesAbout } from './erase-beside.ts'
import { erasuresOf, presentErasure } from './find-erasure.ts'
import { presentHold } from './holds.ts'
import { casesOfPerson, type Person } from './plan-erasure.ts'
import { assertWholeCounty } from './retention-scope.ts'

type Section = PersonFile['sections'][number]

/**
 * Everything that is kept of a person in a county. That it is handed out, to whom and why, is kept before it goes out, in
 * the log and among the reads of each of the cases; no copy of it is.
 * @throws ServerError RETENTION_COUNTY, PERSON_UNKNOWN
 */
export async function exportPerson(
  context: OperationContext,
  caller: Caller,
  { reason, ...person }: PersonInput & Person,
): Promise<PersonFile> {
  const { county, patient } = person
  assertWholeCounty(caller, 'persons.export', county)
  const found: Record<Section['name'], object[]> = {
    cases: [],
    log: await logOf(context, county, patient),
    events: [],
    names: [],
    uploads: [],
    reads: await readsOf(context, person),
    holds: await holdsOf(context, person),
    erasures: [],
  }
  const ids: string[] = []
  for await (const document of casesOfPerson(context, person)) {
    ids.push(document.id)
    await addCase(context, county, document, found)
  }
  for await (const erasure of erasuresOf(context, person))
    found.erasures.push(presentErasure(erasure, caller))
  if (ids.length + found.reads.length + found.log.length === 0)
    throw new ServerError('PERSON_UNKNOWN', { county, patient })
  const read = ids.length === 0 ? [null] : ids
  await noteCaseReads(
    context,
    caller,
    'person',
    read.map((id) => ({ case: id, patient, county })),
  )
  await context.commit([], {
    action: 'person.export',
    actor: recordedActor(caller),
    target: patient,
    county,
    detail: { reason, cases: ids.length },
  })
  const names = Object.keys(found) as Section['name'][]
  return {
    format: 'jieli-person',
    formatVersion: 1,
    writtenAt: context.clock.now(),
    program: programVersion,
    county,
    patient,
    about,
    sections: names.map((name) => ({
      name,
      about: sections[name],
      items: found[name] as Section['items'],
    })),
    elsewhere,
  }
}

async function addCase(
  context: OperationContext,
  county: string,
  document: CaseDocument,
  found: Readonly<Record<Section['name'], object[]>>,
): Promise<void> {
  const { store } = context
  const { id, outbox } = document
  const { archived } = document
  found.cases.push({ ...presentCase(document), ...(archived && { archived }) })
  found.log.push(...(await logOf(context, county, id)))
  for (const { id: event } of outbox) {
    const told = await store.get('events', event)
    if (told === undefined) continue
    const { revision: _revision, waitingSince: _since, ...rest } = told
    found.events.push(rest)
  }
  const named = await findAll(store, 'referralIdentifiers', { anyOf: [{ case: id }] })
  found.names.push(...named.map(({ system, value }) => ({ case: id, system, value })))
  const uploads = await findAll(store, 'uploads', { anyOf: [{ case: id }] })
  found.uploads.push(
    ...uploads.map(({ name, type, bytes, sha256, by, at, expiresAt }) => {
      const waiting = expiresAt === null ? {} : { name, by, at, expiresAt }
      return {
        case: id,
        sha256,
        type,
        bytes,
        ...waiting,
        href: `/api/v1/cases/${id}/attachments/${sha256}`,
      }
    }),
  )
}

async function logOf(context: OperationContext, county: string, target: string): Promise<object[]> {
  const entries = await entriesAbout(context, county, target)
  return entries.map(({ at, actor, action, target: about, detail = {} }) => ({
    at,
    actor,
    action,
    target: about,
    detail,
  }))
}

async function readsOf(
  { store }: OperationContext,
  { county, patient }: Person,
): Promise<object[]> {
  const query = {
    anyOf: [{ county, patient }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  const reads = await findAll(store, 'caseReads', query)
  return reads.map(({ at, actor, way, case: read }) => ({ at, actor, way, case: read }))
}

async function holdsOf(
  { store }: OperationContext,
  { county, patient }: Person,
): Promise<object[]> {
  const query = {
    anyOf: [{ county, target: patient }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  return (await findAll(store, 'holds', query)).map(presentHold)
}

const about: Text = {
  zh: '本系统保存的这位患者的全部内容。患者以代号出现；对照代号与本人由医疗机构进行。',
  en: 'Everything this system keeps of the patient, who appears by a pseudonym: whom it stands for the institution knows.',
}

const sections = {
  cases: {
    zh: '个案：事实、每一步（时间、经办人、理由、决策及其依据、登记的文件）、被拒绝的请求、要办的事项；已归档的（archived）内容在所写的文件里',
    en: 'Cases: facts; each step with its time, who took it, reason, decisions and what they rest on, documents filed; refused requests; what was asked for. Of one that is archived all that is in the file it names',
  },
  log: {
    zh: '审计日志中关于这些个案和这位患者的条目',
    en: 'What the audit log says about the cases and the person',
  },
  events: {
    zh: '事项：已进入事项流，可能已推送给订阅的系统（position 为其位置）',
    en: 'Events: they are in the feed, by `position`, and may have been sent to the systems that subscribed',
  },
  names: {
    zh: '医院系统给个案的编号',
    en: 'The names hospital systems gave to the cases',
  },
  uploads: {
    zh: '文件：内容由 href 取得，sha256 是其校验值',
    en: 'Documents: their contents are read at `href`; `sha256` is their hash',
  },
  reads: {
    zh: '查阅记录：谁在何时以什么方式看过',
    en: 'Reads: who has looked, when and by which way',
  },
  holds: { zh: '对这位患者的保全', en: 'Holds on the person' },
  erasures: { zh: '删除的提出与办理', en: 'Erasures, proposed and done' },
} as const satisfies Record<Section['name'], Text>

const elsewhere: readonly Text[] = [
  {
    zh: '临床决策提示卡（CDS Hooks）不含患者，无法按人找出；查阅记录中有每一次询问',
    en: 'Cards of CDS Hooks name no patient, and cannot be found by one; each call is among the reads',
  },
  {
    zh: '导入的考核、结算表格及算出的结果按表保存，不按人取出',
    en: 'Tables imported for assessment and settlement, and what was computed, are kept by table and not by person',
  },
]
