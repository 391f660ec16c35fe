/** Words with a name put in where the caret stood; without one, before the stop that ends them. Pure. */
export function insertName(words: string, name: string, at: number | undefined): string {
  const end = /[。．.！!？?；;]?\s*$/.exec(words)?.index ?? words.length
  const place = at === undefined ? end : Math.min(at, words.length)
  const space = /[A-Za-z0-9,]$/.test(words.slice(0, place)) ? ' ' : ''
  return `${words.slice(0, place)}${space}${name}${words.slice(place)}`
}
