import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from '../../../server/src/exchange/read-table.ts'
import type { TableColumn } from '../../../server/src/exchange/table-column.ts'

// Reads a workbook in a thread whose memory is limited, and tells how many rows it has.
const { bytes, columns } = workerData as {
  readonly bytes: Uint8Array
  readonly columns: readonly TableColumn[]
}
let rows = 0
for await (const _ of readTable(bytes, { format: 'xlsx', columns })) rows++
parentPort?.postMessage({ rows })
