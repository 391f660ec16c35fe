import type { Text } from '@jieli/engine'

/** The meanings to choose from, in the reader's language. Pure. */
export function roleOptions<R extends string>(
  titles: Readonly<Record<R, Text>>,
  text: (title: Text) => string,
): { readonly value: R; readonly label: string }[] {
  return (Object.entries(titles) as [R, Text][]).map(([value, title]) => ({
    value,
    label: text(title),
  }))
}
