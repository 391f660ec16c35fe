import type { Grant } from '../contracts/roles.ts'
import { demoUnits } from './demo-cases.ts'

/** The county of the demonstration ruleset. */
const county = 'demo-district'

/** An account made with the demonstration data, and what it is for. */
export interface DemoAccount {
  readonly username: string
  readonly title: string
  /** What its holder does, for the list that is printed. */
  readonly purpose: { readonly zh: string; readonly en: string }
  readonly grants: readonly Grant[]
}

/** One account for each part in the demonstration. */
export const demoAccounts = {
  clerk: {
    username: 'clerk',
    title: '政策专员（演示）',
    purpose: { zh: '修改规则，保存草稿', en: 'edits rules and saves drafts' },
    grants: [
      { role: 'editor', county: '*', units: '*' },
      { role: 'auditor', county, units: '*' },
    ],
  },
  publisher: {
    username: 'publisher',
    title: '政策负责人（演示）',
    purpose: { zh: '审看草稿并发布', en: 'looks at drafts and publishes them' },
    grants: [{ role: 'publisher', county: '*', units: '*' }],
  },
  doctor: {
    username: 'doctor',
    title: '乡镇卫生院医生（演示）',
    purpose: { zh: '乡镇卫生院转诊', en: 'refers for the township health centre' },
    grants: [{ role: 'caseWorker', county, units: [demoUnits.township] }],
  },
  office: {
    username: 'office',
    title: '区级医院转诊办公室（演示）',
    purpose: { zh: '区级医院接收与下转', en: 'receives for the district hospital' },
    grants: [{ role: 'caseWorker', county, units: [demoUnits.district] }],
  },
  assessor: {
    username: 'assessor',
    title: '考核专员（演示）',
    purpose: {
      zh: '导入数据、计算和复核考核结果',
      en: 'brings figures in, computes and reviews runs',
    },
    grants: [{ role: 'assessor', county, units: '*' }],
  },
  leader: {
    username: 'leader',
    title: '医共体负责人（演示）',
    purpose: { zh: '审定考核结果', en: 'makes runs final' },
    grants: [{ role: 'approver', county, units: '*' }],
  },
  auditor: {
    username: 'auditor',
    title: '审计员（演示）',
    purpose: { zh: '查看个案与审计记录', en: 'reads cases and the audit log' },
    grants: [{ role: 'auditor', county, units: '*' }],
  },
} as const satisfies Record<string, DemoAccount>

/** The grant of the demonstration's API key: a hospital system of the county. */
export const demoKeyGrants: readonly Grant[] = [{ role: 'integrator', county, units: '*' }]
