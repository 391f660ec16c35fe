import { checkDocument } from './check-document.ts'
import type { CheckReply, CheckRequest } from './check-messages.ts'

/** Runs the engine's checks beside the page, so that typing never waits for them. */
self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const { number, ...document } = data
  self.postMessage({ number, issues: checkDocument(document) } satisfies CheckReply)
}
