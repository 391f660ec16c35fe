import { parentPath, type StatePath } from '../../document/state/state-path.ts'

/** A state and all that contain it, so that the whole way down is lit. Pure. */
export function litStates(path: StatePath): StatePath[] {
  const lit: StatePath[] = []
  for (let at = path; at !== ''; at = parentPath(at)) lit.push(at)
  return lit
}
