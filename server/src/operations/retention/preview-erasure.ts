import type { Text } from '@jieli/engine'
import type { ErasurePreview } from '../../contracts/retention.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { unlessDamaged } from '../context/damaged-versions.ts'
import { noteCaseReads } from '../context/note-case-reads.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { type Person, planErasure } from './plan-erasure.ts'
import { assertWholeCounty } from './retention-scope.ts'

/** So many cases are named. */
const named = 200

/**
 * What erasing a person would take away, and what would stay, and why. It tells nothing of what the cases hold; that
 * somebody looked is noted for all that.
 * @throws ServerError RETENTION_COUNTY, PERSON_UNKNOWN
 */
export async function previewErasure(
  context: OperationContext,
  caller: Caller,
  person: Person,
): Promise<ErasurePreview> {
  const { county, patient } = person
  assertWholeCounty(caller, 'persons.erase', county)
  const cases: ErasurePreview['cases'][number][] = []
  let [going, staying, reads] = [0, 0, 0]
  for await (const { document, because } of planErasure(context, person)) {
    if (because === null) going += 1
    else staying += 1
    if (cases.length < named) cases.push({ ...(await describe(context, document)), because })
  }
  const query = {
    anyOf: [{ county, patient }],
    sort: { field: 'at', direction: 'ascending' },
  } as const
  for await (const _ of readAll(context.store, 'caseReads', { ...query, only: ['at'] })) reads += 1
  if (going + staying + reads === 0) throw new ServerError('PERSON_UNKNOWN', { county, patient })
  await noteCaseReads(context, caller, 'person', [{ case: null, patient, county }])
  return { county, patient, going, staying, cases, reads, gone, stays }
}

async function describe(context: OperationContext, document: CaseDocument) {
  const { id, status, updatedAt, pathway, history } = document
  const opened = await unlessDamaged(async () => await context.bundles.bundleOfCase(document))
  const pathways = 'value' in opened ? opened.value.ruleset.pathways : []
  const title = pathways.find((each) => each.id === pathway)?.title ?? { zh: pathway, en: pathway }
  const documents = history.flatMap(({ attachments = [] }) => attachments).length
  return { case: id, title, status, updatedAt, documents }
}

const gone: readonly Text[] = [
  {
    zh: '个案的事实、每一步的理由、决策和解释、发出的事项、被拒绝的请求',
    en: 'the facts of the cases, the reasons, decisions and explanations of each step, what was asked for, and refused requests',
  },
  {
    zh: '随个案提交的文件（别的个案也用到的除外）、医院系统给个案的编号、请求的重复键',
    en: 'documents filed with the cases, unless another case has them; the names hospital systems gave to the cases; the keys of requests',
  },
  {
    zh: '审计日志中关于这些个案的详情、查阅记录中的患者代号、事项推送中的单位和时限',
    en: 'the details of what the audit log says about the cases, the pseudonym in the notes of reads, the units and times in the feed of events',
  },
]

const stays: readonly Text[] = [
  {
    zh: '每一步的时间、经办人、事件、状态和校验值：审计链靠它们核验，其中没有患者',
    en: 'of each step its time, who took it, its event, states and seal: the chain is verified by them, and they tell of no patient',
  },
  {
    zh: '已经算出的考核和结算、导入的表格：数字不变，其中的行不能单独取出。以后重新计算的数字不再含这些个案',
    en: 'assessments and settlements that were computed, and imported tables: their figures stay, and no row can be taken out of them. Figures computed anew are without these cases',
  },
  {
    zh: '患者代号留在删除和保全的记录里（恢复旧备份后要据此再删一次），以及审计日志中“谁按这个代号查过”的条目里',
    en: 'the pseudonym stays in the records of erasures and holds, by which it is done again once an older backup is restored, and in the entries of the audit log that say who looked it up',
  },
  {
    zh: '此前的备份在到期之前仍有全部内容；推送的接收方、已下载的文件和打印件不在系统之内',
    en: 'backups made before have all of it until they expire; receivers of events, files that were handed out and prints are beyond this system',
  },
]
