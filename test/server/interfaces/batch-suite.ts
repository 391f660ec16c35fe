import { expect, it } from 'vitest'
import { batchReplyLineSchema } from '../../../server/src/contracts/decide-batch.ts'
import { type Hospital, ruleset } from './hospital.ts'

const url = `/api/v1/rulesets/${ruleset}/decisions/relationMatrix/batch`

/** Many decisions in one request. */
export function describeBatches(hospital: () => Hospital, address: () => string): void {
  const send = async (
    payload: string | Buffer,
    as = hospital().key,
    type = 'application/x-ndjson',
  ) =>
    await hospital().server.app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${as}`, 'content-type': type },
      payload,
    })
  const linesOf = (body: string) =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => batchReplyLineSchema.parse(JSON.parse(line)))

  it('are answered line by line as single decisions are; a bad line stops no other', async () => {
    const lines = [
      JSON.stringify({ id: 'a', facts: relation('T01', 'county') }),
      '{"facts": {"fromUnit.tier": 5}}',
      '',
      'not JSON',
      '{"facts": {}, "more": 1}',
      JSON.stringify({ id: 'long', facts: { 'fromUnit.id': 'x'.repeat(64_000) } }),
      JSON.stringify({ facts: {} }),
    ]
    const reply = await send(lines.join('\n'))
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    const answers = linesOf(reply.body)
    const short = answers.map((each) =>
      'end' in each
        ? each
        : [each.line, each.id, 'reply' in each ? each.reply.outcome : each.problem.code],
    )
    expect(short).toEqual([
      [1, 'a', 'allow'],
      [2, undefined, 'FACTS_INVALID'],
      [4, undefined, 'BODY_MALFORMED'],
      [5, undefined, 'REQUEST_INVALID'],
      [6, undefined, 'BATCH_LINE_TOO_LONG'],
      [7, undefined, 'needsFacts'],
      { end: true, decided: 2, refused: 4 },
    ])
    const { body: single } = await hospital().server.ask(url.replace(/\/batch$/, '?trace=false'), {
      key: hospital().key,
      body: { facts: relation('T01', 'county') },
    })
    expect(answers[0]).toEqual({ line: 1, id: 'a', reply: single })
  })

  it('are answered in their order however many they are, and audited by chunk', async () => {
    const line = JSON.stringify({ facts: relation('T01', 'county') })
    const answers = linesOf((await send(`${line}\n`.repeat(250))).body)
    expect(answers.map((each) => ('line' in each ? each.line : each))).toEqual([
      ...Array.from({ length: 250 }, (_, at) => at + 1),
      { end: true, decided: 250, refused: 0 },
    ])
    const auditor = await hospital().server.key({ role: 'auditor', county: '*', units: '*' })
    const log = await hospital().server.ask('/v1/audit?action=decide.batch&limit=200', {
      key: auditor,
    })
    // Entries of one moment come in any order.
    const allowed = log.body.items.map(
      ({ detail }: { detail: { outcomes: { allow?: number } } }) => detail.outcomes.allow ?? 0,
    )
    expect(allowed.filter((count: number) => count > 1).toSorted()).toEqual([100, 100, 50])
  })

  it('are computed no faster than somebody takes the answers', async () => {
    const line = JSON.stringify({ facts: relation('T01', 'county') })
    const reply = await fetch(`${address()}${url}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hospital().key}`,
        'content-type': 'application/x-ndjson',
      },
      body: `${line}\n`.repeat(4000),
    })
    const reader = reply.body?.getReader()
    await reader?.read()
    const entries = async () => {
      const auditor = await hospital().server.key({ role: 'auditor', county: '*', units: '*' })
      const log = await hospital().server.ask('/v1/audit?action=decide.batch&limit=200', {
        key: auditor,
      })
      return log.body.items.length as number
    }
    let before = -1
    let now = await entries()
    while (now !== before) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      before = now
      now = await entries()
    }
    // It stands still although much is left.
    expect(now).toBeLessThan(40)
    await reader?.cancel()
  })

  it('are refused whole where nothing of them could be answered', async () => {
    const code = async (reply: ReturnType<typeof send>) => {
      const { statusCode, body } = await reply
      return [statusCode, JSON.parse(body).code]
    }
    expect(await code(send('\n'.repeat(20_001)))).toEqual([422, 'BATCH_TOO_LONG'])
    expect(await code(send(Buffer.alloc(10_000_001, 32)))).toEqual([413, 'BODY_TOO_LARGE'])
    expect(await code(send('{}', undefined, 'application/json'))).toEqual([415, 'MEDIA_TYPE'])
    const foreign = await hospital().server.key({
      role: 'integrator',
      county: 'elsewhere',
      units: '*',
    })
    expect(await code(send('', foreign))).toEqual([403, 'SCOPE_MISSING'])
    expect(linesOf((await send('')).body)).toEqual([{ end: true, decided: 0, refused: 0 }])
  })
}

function relation(from: string, tier: string) {
  return {
    'referral.direction': 'up',
    'referral.initiator': 'institution',
    'referral.emergencyCritical': false,
    'fromUnit.id': from,
    'fromUnit.areaRelation': 'in-area',
    'fromUnit.tier': 'township',
    'toUnit.areaRelation': 'in-area',
    'toUnit.tier': tier,
  }
}
