/** The top-level field a path begins at. Pure. */
export function firstNameOf(path: string): string {
  return (path.split('.')[0] ?? '').replace(/\[\]$/, '')
}
