/** Milliseconds to wait after each try, before it is varied. Whoever has not taken it by then is left alone. */
export const standardWaits: readonly number[] = [
  5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200,
].map((seconds) => seconds * 1000)

/** No receiver is left alone for longer because it asks to. */
const maxAsked = 86_400_000

/**
 * How long an event waits for its next try, between three and five quarters of the standard so that what failed at once is
 * not tried at once; undefined when it has been tried enough.
 * @param tries how often it was tried
 * @param input.asked milliseconds the receiver asks for
 * @param input.draw from 0 to 1
 */
export function waitAfter(
  tries: number,
  input: { readonly waits: readonly number[]; readonly asked: number; readonly draw: number },
): number | undefined {
  const wait = input.waits[tries - 1]
  if (wait === undefined) return undefined
  return Math.max(Math.round(wait * (0.75 + input.draw / 2)), Math.min(input.asked, maxAsked))
}
