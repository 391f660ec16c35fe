import { bindingRules, gatherBinding, type Issue, resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { checkDocument } from '../../designer/src/editor/problems/check-document.ts'
import { authorityWithKey } from '../setup/authority-key.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const text = (word: string) => ({ zh: word, en: word })
const day = '2026-06-01'

/** A county on a template, both said as changes of the sample. */
function resolved(change: {
  readonly base?: object
  /** Whose signatures the template knows. */
  readonly authorityKeys?: readonly object[]
  readonly overlay?: object
  readonly manifest?: object
  readonly county?: object
}) {
  const { manifest, ...lists } = sampleRuleset()
  const layers: Record<string, unknown> = {
    base: {
      ...lists,
      ...change.base,
      manifest: {
        ...manifest,
        ...nameOf('base', 'template'),
        authorityKeys: change.authorityKeys ?? [],
      },
    },
    sly: { ...change.overlay, manifest: { ...nameOf('sly', 'overlay'), sources: [] } },
  }
  const layer = {
    ...change.county,
    manifest: {
      ...nameOf('county', 'county'),
      county: 'county',
      sources: [],
      basedOn: { id: 'base', version: '1.0.0' },
      ...(change.overlay && { overlays: [{ id: 'sly', version: '1.0.0' }] }),
      ...change.manifest,
    },
  }
  const { ruleset, parent, base } = resolveRuleset(layer, (id) => layers[id])
  if (ruleset === undefined) throw new TypeError('the county does not resolve')
  return { ruleset, parent, base, binding: undefined }
}

const nameOf = (id: string, kind: string) => ({ id, kind, title: text(id), version: '1.0.0' })
const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code)
const parameters = (numerator: number, contract: object) => [
  {
    ...sampleRuleset().parameters[0],
    values: [{ from: '2025-01-01', value: { numerator, denominator: 100 } }],
    contract,
  },
]

describe('the check of the open document', () => {
  it('LA11 shows what an overlay weakened, which only the parent alone tells', () => {
    const locked = { mode: 'tightenOnly', direction: 'down' }
    const document = resolved({
      base: { parameters: parameters(15, locked) },
      overlay: { parameters: parameters(30, { mode: 'free' }) },
    })
    expect(document.base).toBeDefined()
    expect(codes(checkDocument({ ...document, base: undefined, asOf: day }))).not.toContain(
      'CONTRACT_BROKEN',
    )
    expect(codes(checkDocument({ ...document, asOf: day }))).toContain('CONTRACT_BROKEN')
  })

  it('CO7 shows on the day after its last that an exception has run out', () => {
    const province = authorityWithKey('province')
    const leave = province.sign('county', {
      id: 'leave',
      item: '/decisions/downReferral',
      grantedBy: text('the province'),
      document: text('paper 7'),
      reason: text('mountains'),
      until: day,
    })
    const [decision] = sampleRuleset().decisions
    const contract = { mode: 'locked', authority: 'province', exceptions: true }
    const document = resolved({
      base: { decisions: [{ ...decision, contract }] },
      authorityKeys: [province.key],
      manifest: { exceptions: [leave] },
      county: { decisions: [{ id: 'downReferral', title: text('ours') }] },
    })
    const on = (asOf: string) => codes(checkDocument({ ...document, asOf }))
    expect(on(day)).toContain('EXCEPTION_HELD')
    expect(on(day)).not.toContain('CONTRACT_BROKEN')
    expect(on('2026-06-02')).toEqual(
      expect.arrayContaining(['EXCEPTION_EXPIRED', 'CONTRACT_BROKEN']),
    )
  })

  it('JU2 shows what binds the county and is not rested on, as the server gave it', () => {
    const document = resolved({})
    const node = { id: 'county', level: 'county', title: text('county') } as const
    const pack = { id: 'provincial', version: '^1.0.0', why: text('why') }
    const rules = bindingRules([{ ...node, packs: [pack] }], document.ruleset.manifest, day)
    const binding = gatherBinding({ manifest: {} }, { ...rules, left: [] }, (id) =>
      id === pack.id ? { manifest: nameOf(id, 'pack') } : undefined,
    )
    expect(codes(checkDocument({ ...document, asOf: day }))).not.toContain('BINDING_PACK_MISSING')
    expect(codes(checkDocument({ ...document, binding, asOf: day }))).toContain(
      'BINDING_PACK_MISSING',
    )
  })
})
