import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { loadRulesetFolder } from '@jieli/server/rulesets'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'
import { canType, readStops, startServer, typeStops } from './typed-tour.ts'

const document = readFileSync(join(root, 'docs/rulesets.md'), 'utf8')

/** The files of the worked example, by path. */
const example = new Map(
  [...document.matchAll(/^`(data\/qingxi\/[^`]+)`:\n\n```json\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', content = '']) => [path, content],
  ),
)

describe('the document about rule files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-rule-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has the reference that its script writes: run `node scripts/write-rulesets-reference.mjs`', () => {
    const copy = join(folder, 'rulesets.md')
    writeFileSync(copy, document)
    execFileSync(process.execPath, [join(root, 'scripts/write-rulesets-reference.mjs'), copy], {
      cwd: root,
      stdio: 'ignore',
    })
    expect(readFileSync(copy, 'utf8')).toBe(document)
  })

  it('leads to every heading it links to', () => {
    const headings = [...document.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    const links = [...document.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
    expect(links.length).toBeGreaterThan(200)
    expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([])
  })
})

describe('the ruleset it writes from scratch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-from-scratch-'))
  beforeAll(() => {
    writeExample(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has two decisions, one pathway, five facts, three parameters and four scenarios', async () => {
    const layer = await loadRulesetFolder(join(folder, 'data/qingxi'))
    const sizes = ['decisions', 'pathways', 'facts', 'parameters', 'scenarios'].map(
      (list) => (layer[list] as readonly unknown[]).length,
    )
    expect(sizes).toEqual([2, 1, 5, 3, 4])
  })
})

if (!canType) console.log('No bash or no curl here, so the commands for rule files are not typed.')

describe.skipIf(!canType)('its commands, typed as they stand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-rule-tour-'))
  let server: Awaited<ReturnType<typeof startServer>> | undefined

  beforeAll(async () => {
    writeExample(folder)
    server = await startServer(folder)
  })

  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('check, test and publish the ruleset and ask it', () => {
    const stops = readStops(document.slice(0, document.indexOf('## Reference')))
    expect(stops.length).toBeGreaterThan(6)
    const env = { ...process.env, PATH: `${commandsOf(folder)}${delimiter}${process.env['PATH']}` }
    const printed = typeStops(stops, { port: server?.port ?? 0, cwd: folder, env })
    expect(printed).toEqual(stops.map((stop) => stop.printed))
  })
})

function writeExample(folder: string): void {
  for (const [path, content] of example) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** A folder with an `npx` that does what `pnpm jieli` comes to, without asking the network which pnpm there is. */
function commandsOf(folder: string): string {
  const commands = join(folder, 'commands')
  mkdirSync(commands)
  const npx = join(commands, 'npx')
  const main = join(root, 'server/src/cli/main.ts')
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1 $2 $3" = "-y pnpm@12 jieli" ] || exit 64\nshift 3\nexec "${process.execPath}" "${main}" "$@"\n`,
  )
  chmodSync(npx, 0o755)
  return commands
}
