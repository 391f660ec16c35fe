// Gives the data folders of servers that share one store the same signing key: `node deploy/share-key.mjs FOLDER…`.
// The key of the first folder that has one goes to those that have none; where none has, one is made.
import { generateKeyPairSync } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The account servers run as in the image. */
const owner = 1000

const folders = process.argv.slice(2)
const files = folders.map((folder) => join(folder, 'signing-key.pem'))
const found = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'))
if (new Set(found).size > 1) {
  process.stderr.write('jieli: the data folders have different signing keys; nothing was changed\n')
  process.exit(1)
}
const key =
  found[0] ?? generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })
for (const [index, folder] of folders.entries()) {
  const file = files[index] ?? ''
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeFileSync(file, key, { mode: 0o600 })
  if (process.getuid?.() !== 0) continue
  chownSync(folder, owner, owner)
  chownSync(file, owner, owner)
}
