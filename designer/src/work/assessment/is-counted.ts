/** Whether a figure was counted from cases or from what was recorded of duties, and so cannot be entered. Pure. */
export function isCounted(figure: { readonly source: string } | null | undefined): boolean {
  return figure?.source === 'cases' || figure?.source === 'duties'
}
