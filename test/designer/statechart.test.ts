import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyState, createStatechart } from '../../designer/src/editor/canvas/statechart.ts'
import {
  completePositions,
  inset,
  placeBoxes,
} from '../../designer/src/editor/canvas/statechart-geometry.ts'
import { firstView } from '../../designer/src/editor/canvas/first-view.ts'
import { pathThrough } from '../../designer/src/editor/canvas/edge-routes.ts'
import { routeStatechart } from '../../designer/src/editor/canvas/route-statechart.ts'
import { sampleRuleset } from './sample-ruleset.ts'

function samplePathway() {
  const [pathway] = sampleRuleset().pathways
  if (pathway === undefined) throw new Error('The sample has a pathway.')
  return pathway
}

/** True when an arrow has no leg that is neither level nor upright, its rounded corners apart. */
function isRightAngled(path: string): boolean {
  const legs = path.split(/(?=[MLQ])/).map((leg) => leg.slice(1).trim().split(' '))
  return legs.slice(1).every(([corner = ''], index) => {
    const [x, y] = (legs[index]?.at(-1) ?? '').split(',')
    const [toX, toY] = corner.split(',')
    return Math.abs(Number(x) - Number(toX)) <= 0.1 || Math.abs(Number(y) - Number(toY)) <= 0.1
  })
}

describe('the statechart of a pathway', () => {
  it('draws parents before their children and marks beginnings and ends', () => {
    const { nodes } = createStatechart(samplePathway())
    expect(nodes.map(({ path }) => path)).toEqual([
      'draft',
      'review',
      'review.waiting',
      'review.claimed',
      'closed',
    ])
    expect(nodes.filter(({ initial }) => initial).map(({ path }) => path)).toEqual([
      'draft',
      'review.waiting',
    ])
    expect(nodes.filter(({ final }) => final).map(({ path }) => path)).toEqual(['closed'])
  })

  it('draws transitions that differ only in their guard as one arrow', () => {
    const pathway = samplePathway()
    const guard = (decision: string) => ({
      type: 'decision' as const,
      params: { decision, opens: ['allow' as const] },
    })
    pathway.machine.states['draft'] = {
      meta: { title: { zh: '草稿', en: 'Draft' } },
      on: {
        submit: [
          { target: 'review', guard: guard('up'), meta: { id: 'up' } },
          { target: 'review', guard: guard('down'), meta: { id: 'down' } },
        ],
      },
    }
    const edge = createStatechart(pathway).edges.find(({ source }) => source === 'draft')
    expect(edge?.ids).toEqual(['up', 'down'])
  })

  it('stands a box for any state where the machine itself takes events', () => {
    const pathway = samplePathway()
    pathway.machine.on = { submit: [{ target: '#referral.closed', meta: { id: 'stop' } }] }
    const statechart = createStatechart(pathway)
    expect(statechart.nodes[0]?.path).toBe(anyState)
    expect(statechart.edges.find(({ id }) => id === 'stop')).toMatchObject({
      source: anyState,
      target: 'closed',
    })
  })

  it('leaves out arrows that lead nowhere', () => {
    const pathway = samplePathway()
    pathway.machine.states['closed'] = {
      meta: { title: { zh: '已闭环', en: 'Closed' } },
      on: { submit: [{ target: 'nowhere', meta: { id: 'lost' } }] },
    }
    expect(createStatechart(pathway).edges.map(({ id }) => id)).not.toContain('lost')
  })
})

describe('placing boxes', () => {
  const statechart = createStatechart(samplePathway())
  const coordinate = fc.integer({ min: 0, max: 900 })
  const positions = fc.dictionary(
    fc.constantFrom(...statechart.nodes.map(({ path }) => path)),
    fc.record({ x: coordinate, y: coordinate }),
  )

  it('keeps stored places and finds free ones for the rest', () => {
    const placed = completePositions(
      statechart,
      { draft: { x: 5, y: 7 } },
      { draft: { x: 0, y: 0 }, closed: { x: 9, y: 9 } },
    )
    expect(placed['draft']).toEqual({ x: 5, y: 7 })
    expect(placed['closed']).toEqual({ x: 9, y: 9 })
    expect(placed['review.waiting']).toEqual({ x: inset.side, y: inset.top })
  })

  it('grows a compound state around its children, wherever they lie', () => {
    fc.assert(
      fc.property(positions, (given) => {
        const boxes = placeBoxes(statechart, completePositions(statechart, given))
        const outer = boxes.get('review')
        for (const path of ['review.waiting', 'review.claimed']) {
          const inner = boxes.get(path)
          if (outer === undefined || inner === undefined) throw new Error('Every state has a box.')
          expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width)
          expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height)
        }
      }),
    )
  })

  it('leads an arrow between any two boxes, wherever they lie', () => {
    fc.assert(
      fc.property(positions, (given) => {
        const { routes } = routeStatechart(
          statechart,
          completePositions(statechart, given),
          new Map(),
          undefined,
        )
        expect([...routes.keys()].sort()).toEqual(statechart.edges.map(({ id }) => id).sort())
        for (const { path, label } of routes.values()) {
          expect(path).not.toMatch(/NaN|Infinity|C/)
          expect(isRightAngled(path)).toBe(true)
          expect(Number.isFinite(label.x + label.y)).toBe(true)
        }
      }),
    )
  })

  it('uses the arrows of the automatic layout until a box is moved', () => {
    const at = completePositions(statechart)
    const layout = {
      positions: at,
      sizes: new Map(),
      routes: new Map(
        statechart.edges.map(({ id }) => [
          id,
          {
            points: [
              { x: 1, y: 2 },
              { x: 1, y: 50 },
            ],
            label: { x: 1, y: 26 },
          },
        ]),
      ),
    }
    expect(routeStatechart(statechart, at, new Map(), layout).routes.get('submit')?.path).toBe(
      'M1,2 L1,50',
    )
    const moved = routeStatechart(
      statechart,
      { ...at, draft: { x: 500, y: 500 } },
      new Map(),
      layout,
    )
    expect(moved.routes.get('submit')?.path).not.toBe('M1,2 L1,50')
    expect(moved.routes.get('claim')?.path).toBe('M1,2 L1,50')
  })

  it('rounds the corners of an arrow', () => {
    expect(
      pathThrough([
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 100 },
      ]),
    ).toBe('M0,0 L92,0 Q100,0 100,8 L100,100')
  })
})

describe('the first view of a statechart', () => {
  const screen = { width: 1000, height: 600 }

  it('shows a small statechart whole and in the middle', () => {
    const view = firstView([{ x: 100, y: 100, width: 200, height: 100 }], undefined, screen)
    expect(view).toEqual({ x: 300, y: 150, zoom: 1 })
  })

  it('stays legible on a large statechart and shows where it begins', () => {
    const view = firstView(
      [
        { x: 0, y: 0, width: 200, height: 60 },
        { x: 4000, y: 3000, width: 200, height: 60 },
      ],
      { x: 0, y: 0, width: 200, height: 60 },
      screen,
    )
    expect(view.zoom).toBeGreaterThan(0.6)
    expect(view.x).toBeGreaterThan(0)
    expect(view.y).toBeGreaterThan(0)
  })
})
