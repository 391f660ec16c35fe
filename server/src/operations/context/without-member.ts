import { isJsonObject, type Json } from '@jieli/engine'

/** A record without a member, wherever in it that stands. Pure. */
export function withoutMember<Recorded extends object>(recorded: Recorded, name: string): Recorded {
  return left(recorded as unknown as Json, name) as unknown as Recorded
}

function left(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((item) => left(item as Json, name))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== name)
      .map(([key, inner]) => [key, left(inner as Json, name)]),
  )
}
