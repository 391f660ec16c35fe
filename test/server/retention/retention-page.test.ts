import { expect, it } from 'vitest'
import { openTestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { followPage } from '../people/follow-page.ts'
import { Erasing, erasures, holds } from './erasing.ts'

it('what the page says is so, to the letter', async () => {
  const server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  try {
    const county = await Erasing.open(server)
    const id = await county.finished()
    const headers = (key: string) => ({ authorization: `Bearer ${key}` })
    const newest = async (list: string) =>
      (await county.ask(list, county.first)).body.items[0].id as string
    const given = {
      headers: {
        administrator: headers(county.first),
        second: headers(county.second),
        auditor: headers(county.auditor),
      },
      fillIn: async (name: string) => {
        if (name === 'case') {
          await county.workOff()
          return id
        }
        if (name === 'proposal')
          return (await county.ask('/v1/counties/north/retention', county.first)).body.proposal.id
        return await newest(name === 'erasure' ? erasures : holds)
      },
    }
    const asked: number[] = []
    for (const heading of ['提供给本人', '先看', '另一人确认', '保全 ', '保存期限'])
      asked.push(await followPage(server, { page: 'retention.md', heading }, given))
    expect(asked).toEqual([1, 2, 3, 2, 2])
  } finally {
    await server.close()
  }
})
