import { createBundle, describeChange, diffRulesets, personalClassOf } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { fact, layerOf, rulesetOf } from './make-ruleset.ts'

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

  it('PI2 a change of the class is told in words', () => {
    const [before, after] = [one({ personal: 'sensitive' }), one({ personal: 'none' })]
    const [change] = diffRulesets(before, after)
    expect(describeChange({ before, after }, change!, 'zh')).toContain('个人信息类别')
  })
})
