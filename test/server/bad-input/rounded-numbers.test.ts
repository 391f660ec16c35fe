import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRoundedNumber } from '../../../server/src/rulesets/find-rounded-number.ts'
import { describeJsonFault, parseJson } from '../../../server/src/rulesets/parse-json.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

describe('numbers in JSON', () => {
  it.each([
    ['9007199254740991', true],
    ['-9007199254740991', true],
    ['9007199254740993', false],
    ['9007199254740991.4', false],
    ['1.00000000000000000001', false],
    ['1.000', true],
    ['100e-2', true],
    ['1e15', true],
    ['1e-400', false],
    ['0.1', true],
    ['12.345', true],
    ['0', true],
    ['-0.0', true],
    ['12345678901234567890', false],
  ])('FA9 %s is kept: %s', (written, kept) => {
    const parsed = parseJson(`{"text": "9007199254740993 \\" 1e400", "value": [${written}]}`)
    expect(parsed.ok).toBe(kept)
    if (parsed.ok) return
    expect(parsed.fault).toMatchObject({ line: 1, column: 49, rounded: written })
    expect(describeJsonFault(parsed.fault).zh).toContain('9007199254740991')
  })

  it('FA9 a whole number passes exactly where it is read as what is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (whole) => {
        const isRounded = findRoundedNumber(`[${whole}]`) !== undefined
        expect(isRounded).toBe(BigInt(Number(whole)) !== whole)
      }),
      { numRuns: 1000 },
    )
  })

  it('FA9 no number that passes becomes another whole number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        (whole, fraction) => {
          const written = `${whole}.${fraction}`
          if (findRoundedNumber(written) !== undefined) return
          const read = Number(written)
          if (Number.isInteger(read)) expect([BigInt(read), fraction]).toEqual([whole, 0n])
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('large figures over HTTP', () => {
  let server: TestServer
  let key: string
  beforeAll(async () => {
    server = await openTestServer()
    const layer = smallRuleset()
    const facts = layer['facts'] as object[]
    const cost = { id: 'cost', type: 'money', title: { zh: '费用', en: 'cost' } }
    await server.publish({ ...layer, facts: [...facts, cost] } as never)
    key = await server.key(grants.integrator)
  })
  afterAll(() => server.close())

  const start = async (cost: string) => {
    const facts = JSON.stringify(referralFacts()).replace(/\}$/, `,"cost":${cost}}`)
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      payload: `{"ruleset":"small","pathway":"referral","facts":${facts}}`,
    })
    return { status: response.statusCode, body: response.json() }
  }

  it('FA9 the largest amount is kept to the fen, stored and read back', async () => {
    const { status, body } = await start('9007199254740991')
    expect(status).toBe(201)
    const { body: read } = await server.ask(`/v1/cases/${body.id}`, { key })
    expect(read.facts.cost).toBe(9007199254740991)
  })

  it.each(['9007199254740992', '9007199254740993', '9007199254740991.4', '12.0000000000000000001'])(
    'FA9 an amount of %s is refused and never rounded',
    async (cost) => {
      const { status, body } = await start(cost)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      if (cost !== '9007199254740992') {
        expect(body.code).toBe('BODY_NUMBER')
        expect(body.detail ?? body.message?.zh ?? JSON.stringify(body)).toContain(cost)
      }
    },
  )
})
