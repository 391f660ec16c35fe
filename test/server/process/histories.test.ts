import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkReceipt } from '../../../server/src/operations/cases/receipts/check-receipt.ts'
import { receiptSchema } from '../../../server/src/contracts/receipt.ts'
import { openSignedFile } from '../../../server/src/package-file/signed-file.ts'

const kept = path.resolve(import.meta.dirname, '../../histories')
const releases = readdirSync(kept, { withFileTypes: true }).filter((each) => each.isDirectory())

describe.each(releases.map(({ name }) => name))('what release %s decided', (release) => {
  it.each(readdirSync(path.join(kept, release)))('RC1 RC3 comes out the same: %s', (file) => {
    const text = brotliDecompressSync(readFileSync(path.join(kept, release, file))).toString()
    const opened = openSignedFile(receiptSchema, text)
    if (opened.found !== 'whole') throw new TypeError(`${file}: ${opened.found}`)
    const check = checkReceipt(opened.file)
    expect(check).toMatchObject({ holds: true })
    if (check.kind === 'case') expect(check.rerun).toBeGreaterThan(0)
  })
})
