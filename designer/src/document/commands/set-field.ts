/** Sets a field, or takes it away: an absent value is an absent key. Changes `target`. */
export function setField<T extends object, K extends keyof T>(
  target: T,
  key: K,
  value: T[K] | undefined,
): void {
  if (value === undefined) delete target[key]
  else target[key] = value
}
