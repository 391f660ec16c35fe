import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scanFile } from '../../../server/src/attachments/scan-file.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { type Filing, hashOf, pdf, startFiling } from './filing.ts'

const tools = mkdtempSync(path.join(tmpdir(), 'jieli-scanner-'))
const scanner = path.join(tools, 'scan.mjs')
let server: TestServer
let filing: Filing

beforeAll(async () => {
  // What a scanner must not see.
  process.env['JIELI_SECRET_KEY'] = 'x'
  // A program of the site's own: what it finds goes by what the file holds.
  writeFileSync(
    scanner,
    `import { readFileSync } from 'node:fs'
const text = readFileSync(process.argv.at(-1), 'latin1')
const secret = Object.keys(process.env).some((name) => name.startsWith('JIELI_'))
process.exit(secret || text.includes('BROKEN') ? 2 : text.includes('EICAR') ? 1 : 0)\n`,
  )
  server = await openTestServer(new TurnableClock(), undefined, undefined, {
    attachments: { maxBytes: 100_000, scanner: [process.execPath, scanner] },
  })
  filing = await startFiling(server)
})
afterAll(async () => {
  await server.close()
  rmSync(tools, { recursive: true })
  delete process.env['JIELI_SECRET_KEY']
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const archive = (files: Record<string, string>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]),
      ),
    ),
  )
const office = (main: string) =>
  archive({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="application/vnd.${main}.main+xml"/></Types>`,
  })
const word = 'openxmlformats-officedocument.wordprocessingml'
const excel = 'openxmlformats-officedocument.spreadsheetml'

describe('AT3 a file', () => {
  it.each([
    ['a scan', png, 'x.exe', 'image/png', 'x.exe.png'],
    [
      'a photo',
      Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
      'a.JPEG',
      'image/jpeg',
      'a.jpeg',
    ],
    ['a fax', Buffer.from('49492a000800000000000000', 'hex'), 'a', 'image/tiff', 'a.tif'],
    [
      'a text',
      office(`${word}.document`),
      '纪要.docx',
      `application/vnd.${word}.document`,
      '纪要.docx',
    ],
    ['a sheet', office(`${excel}.sheet`), 'b.zip', `application/vnd.${excel}.sheet`, 'b.zip.xlsx'],
    [
      'an official document',
      archive({ 'OFD.xml': '<ofd/>' }),
      '批复.ofd',
      'application/ofd',
      '批复.ofd',
    ],
    ['a name with folders', pdf(), '..\\..\\C:\\张三.pdf', 'application/pdf', '张三.pdf'],
    ['a name that hides', pdf(), 'a\u202Efdp.exe', 'application/pdf', 'afdp.exe.pdf'],
    ['no name', pdf(), '...', 'application/pdf', '附件.pdf'],
    ['a long name', pdf(), `${'长'.repeat(300)}.pdf`, 'application/pdf', `${'长'.repeat(116)}.pdf`],
  ])(
    'AT3 %s is what its bytes say, whatever it is called and said to be',
    async (...[, bytes, name, type, kept]) => {
      const { status, body } = await filing.upload(await filing.startCase(), bytes, {
        name,
        type: 'text/html',
      })
      expect([status, body.type, body.name]).toEqual([201, type, kept])
    },
  )

  it.each([
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['an archive', archive({ 'a.txt': 'x' })],
    ['a text with macros', office('ms-word.document.macroEnabled')],
    ['a broken archive', archive({ 'OFD.xml': 'x' }).subarray(0, 40)],
    ['a drawing that may hold a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('AT3 %s is refused, however it is called, and nothing is kept', async (_, bytes) => {
    const { status, body } = await filing.upload(await filing.startCase(), bytes)
    expect([status, body.code]).toEqual([422, 'ATTACHMENT_TYPE'])
    expect(filing.isKept(bytes)).toBe(false)
    expect(filing.coming()).toEqual([])
  })

  it('AT3 that is empty or too large is refused, whether or not it says so', async () => {
    const id = await filing.startCase()
    expect((await filing.upload(id, Buffer.alloc(0))).body.code).toBe('ATTACHMENT_EMPTY')
    const large = Buffer.concat([pdf(), Buffer.alloc(100_000)])
    const { status, body } = await filing.upload(id, large)
    expect([status, body.code]).toEqual([413, 'ATTACHMENT_TOO_LARGE'])
    expect(filing.isKept(large)).toBe(false)
    expect(filing.coming()).toEqual([])
  })
})

describe('AT4 a scanner', () => {
  it('AT4 that finds harm, or fails, has the file refused and nothing kept', async () => {
    const id = await filing.startCase()
    for (const [content, status, code] of [
      ['EICAR', 422, 'ATTACHMENT_INFECTED'],
      ['BROKEN', 503, 'ATTACHMENT_UNSCANNED'],
    ] as const) {
      const bytes = pdf(content)
      const answer = await filing.upload(id, bytes)
      expect([answer.status, answer.body.code]).toEqual([status, code])
      expect(filing.isKept(bytes)).toBe(false)
      expect((await filing.file(id, [hashOf(bytes)])).body.code).toBe('ATTACHMENT_NOT_UPLOADED')
    }
    expect(filing.coming()).toEqual([])
  })

  it('AT4 that is not there is a scan that failed', async () => {
    const own = await openTestServer(new TurnableClock(), undefined, undefined, {
      attachments: { scanner: [path.join(tools, 'none')] },
    })
    const there = await startFiling(own)
    const { body } = await there.upload(await there.startCase(), pdf())
    expect(body.code).toBe('ATTACHMENT_UNSCANNED')
    await own.close()
  })

  it('AT4 that does not end is ended, and its scan failed', async () => {
    writeFileSync(path.join(tools, 'slow.mjs'), 'setInterval(() => {}, 1000)\n')
    const slow = [process.execPath, path.join(tools, 'slow.mjs')] as const
    expect(await scanFile(slow, scanner, 300)).toBe('failed')
  })
})
