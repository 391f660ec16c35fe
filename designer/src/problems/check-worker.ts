import { checkRuleset } from '@jieli/engine'
import type { CheckReply, CheckRequest } from './check-messages.ts'

/** Runs the engine's checks beside the page, so that typing never waits for them. */
self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const { number, ruleset, parent } = data
  const issues = checkRuleset(ruleset, {
    ...(parent === undefined ? {} : { parent }),
    publishing: true,
  })
  self.postMessage({ number, issues } satisfies CheckReply)
}
