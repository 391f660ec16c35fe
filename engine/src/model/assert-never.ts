/** Closes a union: the compiler refuses a `switch` that leaves a case out. */
export function assertNever(value: never): never {
  throw new TypeError(`This case is not known: ${JSON.stringify(value)}`)
}
