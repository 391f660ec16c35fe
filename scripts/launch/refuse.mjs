/**
 * Ends the launcher with one clear line.
 * @param {string} line what is wrong and what to do about it
 * @returns {never}
 */
export function refuse(line) {
  process.stderr.write(`jieli: ${line}\n`)
  process.exit(1)
}
