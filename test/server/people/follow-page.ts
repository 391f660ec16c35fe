import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { root } from '../../../scripts/launch/root.mjs'
import type { Answer, TestServer } from '../harness/open-test-server.ts'

/** A request of a page of `docs/`, who sends it, and what it says of the reply. */
interface Asked {
  readonly who: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly address: string
  readonly body?: unknown
  readonly status: number
  readonly reply?: unknown
}

/** Fills `{name}` in what a page asks from what was answered before it. */
export type FillIn = (name: string, answers: readonly Answer[]) => string | Promise<string>

/** The requests a page shows under a heading of its second order, in their order. */
function requestsOf(page: string, heading: string): readonly Asked[] {
  const text = readFileSync(path.join(root, 'docs', page), 'utf8')
  const section = text.split(/^## /m).find((each) => each.startsWith(heading))
  expect(section, `${page} has no section ${heading}`).toBeDefined()
  return [...(section ?? '').matchAll(/```http\n([\s\S]*?)```/g)].map(([, block = '']) => {
    const [sent = '', received = ''] = block.split('\n\n')
    const [who = '', line = '', ...body] = sent.split('\n')
    const [method = '', address = ''] = line.split(' ')
    const [status, ...reply] = received.trim().split('\n')
    return {
      who: who.replace('# ', ''),
      method: method as Asked['method'],
      address,
      ...(body.length > 0 && { body: JSON.parse(body.join('\n')) as unknown }),
      status: Number(status),
      ...(reply.length > 0 && { reply: JSON.parse(reply.join('\n')) as unknown }),
    }
  })
}

/** What is shown is in the reply, perhaps with more. */
function within(shown: unknown): unknown {
  if (Array.isArray(shown)) return expect.arrayContaining(shown.map(within)) as unknown
  if (typeof shown !== 'object' || shown === null) return shown
  const members = Object.entries(shown).map(([name, value]) => [name, within(value)])
  return expect.objectContaining(Object.fromEntries(members) as object) as unknown
}

/**
 * Does what a section of a page shows, to the letter: each request by whoever it names, with the cookies they were given
 * before, and the reply held against what the page says of it.
 * @param given.headers of those who come with a key
 */
export async function followPage(
  server: TestServer,
  section: { readonly page: string; readonly heading: string },
  given: {
    readonly headers: Readonly<Record<string, Record<string, string>>>
    readonly fillIn?: FillIn
  },
): Promise<number> {
  const jars = new Map<string, string>()
  const answers: Answer[] = []
  const asked = requestsOf(section.page, section.heading)
  const fill = async (text: string) => {
    let filled = text
    for (const [whole, name = ''] of text.matchAll(/\{(\w+)\}/g))
      filled = filled.replace(whole, (await given.fillIn?.(name, answers)) ?? name)
    return filled
  }
  for (const { who, method, address, body, status, reply } of asked) {
    const cookie = jars.get(who)
    const answer = await server.ask(await fill(address), {
      method,
      headers: { ...given.headers[who], ...(cookie !== undefined && { cookie }) },
      ...(body !== undefined && { body: JSON.parse(await fill(JSON.stringify(body))) as unknown }),
    })
    answers.push(answer)
    // People take their time.
    server.clock.advance(1000)
    const cookies = [answer.reply.headers['set-cookie'] ?? []]
      .flat()
      .map((each) => each.split(';')[0])
    if (cookies.length > 0) jars.set(who, cookies.join('; '))
    expect([`${who}: ${method} ${address}`, answer.status]).toEqual([
      `${who}: ${method} ${address}`,
      status,
    ])
    if (reply !== undefined)
      expect(answer.body).toEqual(within(JSON.parse(await fill(JSON.stringify(reply)))))
  }
  return asked.length
}
