import type { Origin } from '@jieli/engine'

/** The ruleset that last changed an item: its own entry in the origin, else that of the nearest item around it. Pure. */
export function layerOf(origin: Origin, path: string): string | undefined {
  for (let place = path; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const layer = Object.hasOwn(origin, place) ? origin[place] : undefined
    if (layer !== undefined) return layer
  }
  return undefined
}
