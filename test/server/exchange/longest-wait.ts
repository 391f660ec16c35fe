/** How many rows of a table are read at most before others have their turn. */
export async function longestWait(rows: AsyncIterable<unknown>): Promise<number> {
  let waiting = 0
  let longest = 0
  const timer = setInterval(() => (waiting = 0), 0)
  for await (const _ of rows) longest = Math.max(longest, ++waiting)
  clearInterval(timer)
  return longest
}
