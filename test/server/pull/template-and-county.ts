import type { Layer } from '@jieli/engine'
import type { TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { minute } from '../harness/turnable-clock.ts'

interface Shape extends Record<string, unknown> {
  manifest: Record<string, unknown>
  parameters: { id: string; contract?: unknown; values: { from: string; value: unknown }[] }[]
  decisions: { rules: { id: string; then: Record<string, unknown> }[] }[]
}

/** A template, changed as a test needs it. */
export function template(change: (layer: Shape) => void = () => {}): Layer {
  const layer = smallRuleset({ id: 'plan' }) as unknown as Shape
  layer.manifest['kind'] = 'template'
  delete layer.manifest['county']
  change(layer)
  return layer as unknown as Layer
}

/** A county that says a stricter variance ceiling than the template, and nothing else. */
export function county(id = 'north-county', percent = 12): Layer {
  return {
    manifest: {
      id,
      kind: 'county',
      county: id,
      title: { zh: '北县', en: 'north county' },
      version: '1.0.0',
      basedOn: { id: 'plan', version: '^1.0.0' },
      sources: [],
    },
    parameters: [
      {
        id: 'varianceCeiling',
        values: [{ from: '2020-01-01', value: { numerator: percent, denominator: 100 } }],
      },
    ],
  } as unknown as Layer
}

/** The template's second version: one value the county had overridden, one rule it had not. */
export const movedTemplate = (): Layer =>
  template((layer) => {
    layer.parameters[1]!.values[0]!.value = { numerator: 14, denominator: 100 }
    layer.decisions[0]!.rules[1]!.then['outcome'] = 'requireReview'
  })

/** The template and a county on it, both published; then the template moves on. */
export async function publishAndMove(server: TestServer, moved = movedTemplate()): Promise<void> {
  await server.publish(template())
  await server.publish(county())
  server.clock.advance(minute)
  await server.publish(moved)
}
