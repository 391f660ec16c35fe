import type { Json } from '@jieli/engine'
import { z } from 'zod'
import { eraseNext, type ErasureProgress } from '../../../operations/retention/erase-person.ts'
import type { JobKind } from '../job-kind.ts'

const inputSchema = z.strictObject({ erasure: z.string() })

/** Erases a person: one case at a time, at last what names the person alone. */
export const erasePersonJob: JobKind = {
  step: async (context, { caller, input }, from) => {
    const { erasure } = inputSchema.parse(input)
    const at = (from?.at ?? null) as ErasureProgress | null
    const { over, ...next } = await eraseNext(context, caller, { erasure, from: at })
    const { left, total, counts } = next
    if (!over) return { next: { done: total - left.length, total, at: next as never as Json } }
    const rest = {
      zh: counts.left === 0 ? '' : `；${counts.left} 件个案留存`,
      en: counts.left === 0 ? '' : `; ${counts.left} cases stayed`,
    }
    const { archives, archivesGone } = counts
    const files = {
      zh: `${archives === 0 ? '' : `；归档文件 ${archives} 份`}${archivesGone === 0 ? '' : `；${archivesGone} 份归档文件不在本机，请人工销毁`}`,
      en: `${archives === 0 ? '' : `; ${archives} files of the archive`}${archivesGone === 0 ? '' : `; ${archivesGone} files are not in the archive here: please destroy them where they are`}`,
    }
    return {
      result: {
        href: null,
        summary: {
          zh: `已删除 ${counts.cases} 件个案、${counts.documents} 份文件、${counts.entries} 条审计详情、${counts.reads} 条查阅记录中的个人信息${files.zh}${rest.zh}`,
          en: `Erased from ${counts.cases} cases, ${counts.documents} documents, ${counts.entries} details of the audit log and ${counts.reads} notes of reads${files.en}${rest.en}`,
        },
      },
    }
  },
}
