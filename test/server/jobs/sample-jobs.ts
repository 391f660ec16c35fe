import { setTimeout as sleep } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'

/** What a thread of a test is told to do. */
export type SampleTask =
  | { readonly does: 'tell'; readonly what: string }
  | { readonly does: 'sleep'; readonly milliseconds: number }
  | { readonly does: 'spin' }
  | { readonly does: 'grow' }
  | { readonly does: 'exit' }
  | { readonly does: 'throw' }

/** Does it, and tells on which thread. */
export async function runJob(task: SampleTask): Promise<{ what: string; thread: number }> {
  switch (task.does) {
    case 'tell':
      return { what: task.what, thread: threadId }
    case 'sleep':
      await sleep(task.milliseconds)
      return { what: 'slept', thread: threadId }
    case 'spin':
      for (;;);
    case 'grow': {
      const kept: unknown[] = []
      for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })))
    }
    case 'exit':
      process.exit(7)
      throw new Error('nobody gets here')
    case 'throw':
      throw new RangeError('out of range')
  }
}
