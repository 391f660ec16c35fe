import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'
import { canType, readStops, startServer, typeStops } from './typed-tour.ts'

if (!canType) console.log('No bash or no curl here, so the tour in the README is not taken.')

describe.skipIf(!canType)('the tour in the README, typed as it stands, prints what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-tour-'))
  let server: Awaited<ReturnType<typeof startServer>> | undefined

  beforeAll(async () => {
    server = await startServer(folder)
  })

  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const readme of ['README.md', 'README.zh-CN.md']) {
    it(readme, () => {
      const text = readFileSync(join(root, readme), 'utf8')
      const tour = text.split(/^## /m).find((section) => section.includes('KEY=$('))
      const stops = readStops(tour ?? '')
      expect(stops.length).toBeGreaterThan(3)
      const printed = typeStops(stops, { port: server?.port ?? 0, cwd: folder })
      expect(printed).toEqual(stops.map((stop) => stop.printed))
    })
  }
})
