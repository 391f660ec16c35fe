import { acceptGroup, changedScenarios, createBundle } from '@jieli/engine'
import type { ChangedReply, ChangedRequest } from './changed-messages.ts'

/** Tries inherited scenarios beside the page, with and without each change. */
self.onmessage = ({ data }: MessageEvent<ChangedRequest>) => {
  const { number, ruleset, origin, ...below } = data
  const bundle = createBundle(ruleset, origin)
  const groups = changedScenarios(bundle, below).map((group) => ({
    ...group,
    accepted: acceptGroup(bundle, below, group),
  }))
  self.postMessage({ number, groups } satisfies ChangedReply)
}
