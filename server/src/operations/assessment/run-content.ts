import type { RunContent, RunDocument } from '../../documents/assessment-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readChunks } from './row-chunks.ts'

/** What a run holds, as stored. */
export async function contentOf(context: OperationContext, run: RunDocument): Promise<RunContent> {
  const [content] = await readChunks<RunContent>(context, 'runChunks', [run.content])
  if (content === undefined) throw new Error(`The run ${run.id} has no content.`)
  return content
}
