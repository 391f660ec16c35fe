import { type Pathway, stateAt, type Text } from '@jieli/engine'

/** What an event is called: its own title, or for a timer's event the delay's, with `elapsed` set. Pure. */
export function eventLabel(
  pathway: Pathway | undefined,
  type: string,
): { readonly title: Text | undefined; readonly elapsed: boolean } {
  const known = pathway?.events.find(({ id }) => id === type)
  if (known !== undefined) return { title: known.title, elapsed: false }
  // XState names a timer's event `xstate.after.<delay>.<machine>.<state>`.
  const delay = pathway?.delays.find(({ id }) => type.startsWith(`xstate.after.${id}.`))
  return { title: delay?.title, elapsed: delay !== undefined }
}

/** What a state is called, by its path `review.submitted`. Pure. */
export function stateTitle(pathway: Pathway | undefined, path: string): Text | undefined {
  return pathway && stateAt(pathway, path.split('.'))?.meta.title
}
