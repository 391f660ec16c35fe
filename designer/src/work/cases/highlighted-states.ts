import { parentPath, type StatePath } from '../../document/state/state-path.ts'

/** A state and all that contain it, so that the whole way down is highlighted. Pure. */
export function highlightedStates(path: StatePath): StatePath[] {
  const highlighted: StatePath[] = []
  for (let at = path; at !== ''; at = parentPath(at)) highlighted.push(at)
  return highlighted
}
