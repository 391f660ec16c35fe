// Makes the passwords and the key that compose.yaml needs, once: `node deploy/make-secrets.mjs`. Nothing is printed.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = process.argv[2] ?? join(import.meta.dirname, '..')
const environment = join(root, '.env')
const keyfile = join(root, 'deploy', 'secrets', 'mongodb-keyfile')
const taken = [environment, keyfile].find((file) => existsSync(file))
if (taken !== undefined) {
  process.stderr.write(`jieli: ${taken} is there already; nothing was made\n`)
  process.exit(1)
}
const names = ['MONGODB_ROOT_PASSWORD', 'JIELI_MONGODB_PASSWORD', 'GRAFANA_PASSWORD']
// Letters and digits alone: one of them stands in an address.
const lines = names.map((name) => `${name}=${randomBytes(24).toString('hex')}\n`)
mkdirSync(join(root, 'deploy', 'secrets'), { recursive: true, mode: 0o700 })
writeFileSync(keyfile, `${randomBytes(512).toString('base64')}\n`, { mode: 0o600 })
writeFileSync(environment, lines.join(''), { mode: 0o600 })
