import { listCaseReads } from '../operations/audit/list-case-reads.ts'
import { readAudit } from '../operations/audit/read-audit.ts'
import { heavy } from './heavy-operation.ts'

/** What auditors look up: logs that grow. */
export const auditOperations = {
  readAudit: heavy({ lane: 'quick', work: readAudit }),
  listCaseReads: heavy({ lane: 'quick', work: listCaseReads }),
}
