import { type Duty, type Pathway, stateAt, type Text } from '@jieli/engine'

/**
 * What an event is called: its own title; for a timer's event the delay's, the duty's or that of the duty's reminder,
 * with `elapsed` set. Pure.
 */
export function eventLabel(
  pathway: Pathway | undefined,
  type: string,
  duties: readonly Duty[],
): { readonly title: Text | undefined; readonly elapsed: boolean } {
  const known = pathway?.events.find(({ id }) => id === type)
  if (known !== undefined) return { title: known.title, elapsed: false }
  // A duty's timer is `duty:<duty>:<number>`, with the reminder after it where it is one.
  const [kind, id, , reminder] = type.split(':')
  const duty = kind === 'duty' ? duties.find((one) => one.id === id) : undefined
  if (duty !== undefined) {
    const told = duty.late?.find((one) => one.id === reminder)
    return { title: told?.title ?? duty.title, elapsed: true }
  }
  // XState names a timer's event `xstate.after.<delay>.<machine>.<state>`.
  const delay = pathway?.delays.find((one) => type.startsWith(`xstate.after.${one.id}.`))
  return { title: delay?.title, elapsed: delay !== undefined }
}

/** What a state is called, by its path `review.submitted`. Pure. */
export function stateTitle(pathway: Pathway | undefined, path: string): Text | undefined {
  return pathway && stateAt(pathway, path.split('.'))?.meta.title
}
