import type { JobKindName } from '../../contracts/job.ts'
import type { JobKind } from './job-kind.ts'
import { changeUnitJob } from './kinds/change-unit-job.ts'
import { erasePersonJob } from './kinds/erase-person-job.ts'
import { importJob } from './kinds/import-job.ts'
import { migrateCasesJob } from './kinds/migrate-cases-job.ts'
import { purgeJob } from './kinds/purge-job.ts'
import { recomputeRunJob } from './kinds/recompute-run-job.ts'
import { recomputeSettlementJob } from './kinds/recompute-settlement-job.ts'
import { runJob } from './kinds/run-job.ts'
import { settlementJob } from './kinds/settlement-job.ts'
import { undoMigrationJob } from './kinds/undo-migration-job.ts'

/** How each kind of job is done. */
export const jobKinds: Readonly<Record<JobKindName, JobKind>> = {
  run: runJob,
  'recompute-run': recomputeRunJob,
  settlement: settlementJob,
  'recompute-settlement': recomputeSettlementJob,
  import: importJob,
  'migrate-cases': migrateCasesJob,
  'undo-migration': undoMigrationJob,
  'change-unit': changeUnitJob,
  'erase-person': erasePersonJob,
  purge: purgeJob,
}
