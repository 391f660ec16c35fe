/** Selector of what can hold the focus inside a cell. */
const focusable = 'button, select, textarea, input'

/** Which cell of the grid the focus is in; undefined when it is in none. */
export function cellOf(target: EventTarget | null): { row: number; column: string } | undefined {
  if (!(target instanceof HTMLElement)) return undefined
  const cell = target.closest<HTMLElement>('td[data-column]')
  const row = cell?.closest<HTMLElement>('tr[data-row]')?.dataset['row']
  const column = cell?.dataset['column']
  return row === undefined || column === undefined ? undefined : { row: Number(row), column }
}

/** Puts the focus into a cell of the grid. False when there is no such cell. */
export function focusCell(grid: HTMLElement | null, row: number, column: string): boolean {
  const cell = grid?.querySelector<HTMLElement>(
    `tr[data-row="${row}"] td[data-column="${CSS.escape(column)}"]`,
  )
  const control = cell?.querySelector<HTMLElement>(focusable)
  control?.focus()
  return control !== null && control !== undefined
}
