/** More digits than a part of a version number has. */
const digits = 12

/**
 * A version number as a text that sorts as versions do. Each version of a ruleset is given a higher number than every
 * one before when it is committed, so this, and no clock, says which came later. Pure.
 * @example sequenceOf('1.10.0') > sequenceOf('1.9.0')
 */
export function sequenceOf(version: string): string {
  return version
    .split('.')
    .map((part) => part.padStart(digits, '0'))
    .join('.')
}
