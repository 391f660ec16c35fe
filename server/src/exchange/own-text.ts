/** What is shorter is copied when it is cut out of a longer text. */
const copied = 13

/**
 * A text that is on its own: what is cut out of a longer one keeps all of that in memory for as long as it is kept
 * itself, and one cell would hold on to the piece of the file it came with. Pure.
 */
export function ownText(text: string): string {
  return text.length < copied ? text : ` ${text}`.slice(1)
}
