import type { Text } from '@jieli/engine'

/** The meanings to choose from, in the reader's language; of some alone, where they are named. Pure. */
export function roleOptions<R extends string>(
  titles: Readonly<Record<R, Text>>,
  text: (title: Text) => string,
  among?: readonly R[],
): { readonly value: R; readonly label: string }[] {
  return (Object.entries(titles) as [R, Text][])
    .filter(([value]) => among?.includes(value) !== false)
    .map(([value, title]) => ({ value, label: text(title) }))
}
