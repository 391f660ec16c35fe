import { findChangedOutcomes } from '@jieli/engine'
import type { ChangesReply, ChangesRequest } from './changes-messages.ts'

/** Searches for cases that are decided otherwise beside the page, so that it never waits for them. */
self.onmessage = ({ data: { before, after, asOf } }: MessageEvent<ChangesRequest>) => {
  self.postMessage(findChangedOutcomes(before, after, asOf) satisfies ChangesReply)
}
