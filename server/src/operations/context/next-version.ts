import { sequenceOf } from './sequence-of.ts'

/**
 * The author's own number where it is above the latest published one, else the latest with its last part counted
 * up. Pure.
 */
export function nextVersion(written: string, latest: string | undefined): string {
  if (latest === undefined || sequenceOf(written) > sequenceOf(latest)) return written
  const [major = 0, minor = 0, patch = 0] = latest.split('.').map(Number)
  return `${major}.${minor}.${patch + 1}`
}
