import { parentPort } from 'node:worker_threads'
import {
  checkLayer,
  passGate,
  prepareDraft,
  resolveLayer,
  runLayerScenarios,
} from '../../rulesets/ruleset-jobs.ts'
import { checkTravelFile } from '../../travel/open-travel-file.ts'
import type { BenchJob, BenchReply, BenchRequest } from './bench-message.ts'

/** Runs in a thread of its own: takes one job after another and sends back what came of it. */
parentPort?.on('message', (request: BenchRequest) => {
  void answer(request)
})

async function answer({ id, job }: BenchRequest): Promise<void> {
  try {
    send({ id, ok: true, value: await perform(job) })
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    send({ id, ok: false, message })
  }
}

async function perform(job: BenchJob): Promise<unknown> {
  switch (job.kind) {
    case 'resolve':
      return resolveLayer(job.input)
    case 'check':
      return checkLayer(job.input)
    case 'prepare':
      return prepareDraft(job.edited, job.judge)
    case 'scenarios':
      return runLayerScenarios(job.input)
    case 'file':
      return checkTravelFile(job.text, job.asOf)
    case 'gate':
      return await passGate(job.input)
  }
}

function send(reply: BenchReply): void {
  parentPort?.postMessage(reply)
}
