import {
  checkRuleset,
  createBundle,
  describeChange,
  diffRulesets,
  type Layer,
  personalClassOf,
  resolveRuleset,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { codesOf, fact, layerOf, rulesetOf } from './make-ruleset.ts'

const one = (more: object) => rulesetOf({ facts: [fact('diagnosis', 'code', more)] })

describe('personal information', () => {
  it('PI1 a fact that says nothing, and one that is not declared, is held for sensitive', () => {
    expect(personalClassOf(one({}).facts[0])).toBe('sensitive')
    expect(personalClassOf(undefined)).toBe('sensitive')
    expect(personalClassOf(one({ personal: 'personal' }).facts[0])).toBe('personal')
    expect(personalClassOf(one({ personal: 'none' }).facts[0])).toBe('none')
  })

  it('PI1 a class that is none is refused', () => {
    const layer = layerOf({ facts: [fact('diagnosis', 'code', { personal: 'secret' })] })
    expect(() => rulesetOf(layer)).toThrow('SCHEMA_INVALID /facts/diagnosis/personal')
  })

  it('PI2 the class is part of the hash, and a ruleset without one keeps its own', () => {
    const hash = (more: object) => createBundle(one(more), {}).hash
    expect(hash({})).not.toBe(hash({ personal: 'sensitive' }))
    expect(one({}).facts[0]).not.toHaveProperty('personal')
  })

  const classes = ['none', 'personal', 'sensitive', undefined] as const
  const layer = (id: string, personal: string | undefined, basedOn?: string) => {
    const manifest = {
      id,
      ...(basedOn !== undefined && { basedOn: { id: basedOn, version: '*' } }),
    }
    const item = basedOn === undefined ? fact('diagnosis', 'code') : { id: 'diagnosis' }
    const facts = [{ ...item, ...(personal !== undefined && { personal }) }]
    return layerOf({ manifest, facts }) as unknown as Layer
  }
  /** What the checks say of a layer over others, the nearest last. */
  const check = (own: Layer, below: readonly Layer[]) => {
    const find = (id: string) =>
      below.find((each) => (each['manifest'] as { id: string }).id === id)
    const { ruleset, parent, issues } = resolveRuleset(own, find)
    if (ruleset === undefined) throw new TypeError(JSON.stringify(issues))
    return checkRuleset(ruleset, { parent, publishing: false }).filter(({ code }) =>
      code.startsWith('PERSONAL'),
    )
  }

  it.each(classes.flatMap((was) => classes.map((is) => [was, is] as const)))(
    'PI4 a fact that is %s below may be %s above, where that protects no less',
    (was, is) => {
      const found = check(layer('county', is, 'template'), [layer('template', was)])
      // What says nothing above is as it was below.
      const order = ['none', 'personal', 'sensitive']
      const rank = (one: string) => order.indexOf(one)
      const lowered = is !== undefined && rank(is) < rank(was ?? 'sensitive')
      expect(codesOf(found)).toEqual(lowered ? ['PERSONAL_CLASS_LOWERED'] : [])
    },
  )

  it('PI4 also through a ruleset between, and told with the fact, both classes, and what to do', () => {
    const between = layer('between', 'sensitive', 'template')
    const [issue, ...more] = check(layer('county', 'personal', 'between'), [
      layer('template', 'none'),
      between,
    ])
    expect([issue?.path, issue?.severity, more]).toEqual(['/facts/diagnosis/personal', 'error', []])
    expect(issue?.message.zh).toMatch(
      /diagnosis（中）”定为“敏感个人信息”，这里改成了“个人信息”.*恢复/,
    )
    expect(issue?.message.en).toMatch(
      /"diagnosis \(en\)" as sensitive personal, and here it is personal:.*restore/,
    )
  })

  it('PI2 a change of the class is told in words', () => {
    const [before, after] = [one({ personal: 'sensitive' }), one({ personal: 'none' })]
    const [change] = diffRulesets(before, after)
    expect(describeChange({ before, after }, change!, 'zh')).toContain('个人信息类别')
  })
})
