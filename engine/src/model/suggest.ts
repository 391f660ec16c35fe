import type { Text } from './text.ts'

/** How much is compared before the nearest name found so far is given: a thousand mistakes may be told at once. */
const maxSteps = 300_000

/** "Did you mean …?", or nothing when no name is near. Of very many names only the first are looked at. Pure. */
export function suggest(name: string, known: Iterable<string>): Text {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1
  let steps = 0
  for (const candidate of known) {
    steps += 20 + name.length * candidate.length
    if (steps > maxSteps) break
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best === undefined
    ? { zh: '请核对名称。', en: 'Please check the name.' }
    : { zh: `是否想写“${best}”？`, en: `Did you mean "${best}"?` }
}

/** Levenshtein distance, given up once it cannot be below `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 120) return limit
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? limit
}
