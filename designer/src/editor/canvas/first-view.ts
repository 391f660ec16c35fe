import type { Rectangle } from './statechart-geometry.ts'

/** The smallest zoom at which the labels can still be read. */
const legible = 0.72
const margin = 36

/**
 * The view a statechart opens with: all of it where that stays legible, else as much as fits around `focus`, without
 * showing empty space beyond the statechart. Pure.
 */
export function firstView(
  boxes: Iterable<Rectangle>,
  focus: Rectangle | undefined,
  screen: { readonly width: number; readonly height: number },
): { x: number; y: number; zoom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  if (left === Infinity) return { x: 0, y: 0, zoom: 1 }
  const room = { width: screen.width - 2 * margin, height: screen.height - 2 * margin }
  const whole = Math.min(room.width / (right - left), room.height / (bottom - top), 1)
  const zoom = Math.max(whole, legible)
  const place = (low: number, high: number, wanted: number, length: number): number => {
    const span = (high - low) * zoom
    if (span <= length - 2 * margin) return (length - span) / 2 - low * zoom
    const centred = length / 2 - wanted * zoom
    return Math.min(Math.max(centred, length - margin - high * zoom), margin - low * zoom)
  }
  const at = focus ?? { x: left, y: top, width: 0, height: 0 }
  return {
    x: place(left, right, at.x + at.width / 2, screen.width),
    y: place(top, bottom, at.y + at.height / 2, screen.height),
    zoom,
  }
}
