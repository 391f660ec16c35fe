import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSuite, TamperedError } from '../../../server/src/encryption/suites.ts'
import { algorithmSets } from '../../../server/src/ports/data-keys.ts'

const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')

describe('the national algorithms of the platform', () => {
  it('hash by SM3 as the examples of GB/T 32905 say', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    )
  })

  it('authenticate by HMAC with SM3 as the examples of GM/T 0042 say', () => {
    const counting = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at + 1))
    const text = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)
    expect(createHmac('sm3', counting(32)).update(text).digest('hex')).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    )
    expect(createHmac('sm3', counting(37)).update(Buffer.alloc(50, 0xcd)).digest('hex')).toBe(
      '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae',
    )
  })

  it('encrypt by SM4 as the first example of GB/T 32907 says', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    const text = Buffer.concat([cipher.update(key), cipher.final()])
    expect(text.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('encrypt by SM4 a million times as the second example says', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    let text: Buffer = key
    for (let times = 0; times < 1_000_000; times++) text = cipher.update(text)
    expect(text.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })
})

describe.each(algorithmSets)('%s algorithms', (set) => {
  const key = randomBytes(32)
  const suite = createSuite(set, key)
  const bytes = fc.uint8Array({ maxLength: 300 })

  it('open what they sealed, at its place and by its key alone', () => {
    fc.assert(
      fc.property(bytes, fc.string(), fc.string(), (clear, place, other) => {
        const sealed = suite.seal(clear, place)
        expect([...suite.open(sealed, place)]).toEqual([...clear])
        const elsewhere = createSuite(set, randomBytes(32))
        expect(() => elsewhere.open(sealed, place)).toThrow(TamperedError)
        if (other !== place) expect(() => suite.open(sealed, other)).toThrow(TamperedError)
      }),
    )
  })

  it.each(['seal', 'match'] as const)('notice any bit that changes after %s', (how) => {
    const open = how === 'seal' ? suite.open : suite.openMatch
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (clear, at, bit) => {
        const sealed = suite[how](clear, 'here')
        sealed[at % sealed.length]! ^= 1 << bit
        expect(() => open(sealed, 'here')).toThrow(TamperedError)
        expect(() => open(sealed.subarray(0, at % sealed.length), 'here')).toThrow(TamperedError)
      }),
    )
  })

  it('seal the same otherwise each time, and match it the same', () => {
    const clear = Buffer.from('P-7')
    expect(suite.seal(clear, 'here')).not.toEqual(suite.seal(clear, 'here'))
    expect(suite.match(clear, 'here')).toEqual(suite.match(clear, 'here'))
    expect(suite.match(clear, 'here')).not.toEqual(suite.match(clear, 'there'))
    expect(suite.openMatch(suite.match(clear, 'here'), 'here').toString()).toBe('P-7')
  })

  it('show nothing of what they hide', () => {
    const clear = Buffer.from('高血压三级'.repeat(10))
    for (const hidden of [suite.seal(clear, 'here'), suite.match(clear, 'here')])
      expect(hidden.includes(clear.subarray(0, 9))).toBe(false)
  })
})
