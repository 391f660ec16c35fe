import type { Issue } from '@jieli/engine'
import type { Checkable, CheckReply, CheckRequest } from './check-messages.ts'

/** The issues that prevent publishing each of some rulesets, computed in a worker. */
export async function checkOnce(documents: readonly Checkable[]): Promise<readonly Issue[][]> {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
  try {
    const found = new Map<number, readonly Issue[]>()
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<CheckReply>) => {
        found.set(data.number, data.issues)
        if (found.size === documents.length) resolve()
      }
      worker.onerror = ({ message }) => reject(new Error(message))
      for (const [number, document] of documents.entries())
        worker.postMessage({ number, ...document } satisfies CheckRequest)
    })
    return documents.map((_, number) => [...(found.get(number) ?? [])])
  } finally {
    worker.terminate()
  }
}
