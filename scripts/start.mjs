// `pnpm start`: sees that everything is there, builds the designer if needed, becomes the server.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { become } from './launch/become.mjs'
import { buildDesigner } from './launch/build-designer.mjs'
import { findLaunchers } from './launch/find-launchers.mjs'
import { prepare } from './launch/prepare.mjs'
import { refuse } from './launch/refuse.mjs'
import { root } from './launch/root.mjs'

// A bundle brings the designer built, and neither its sources nor what builds it.
const bundled = !existsSync(join(root, 'designer', 'src'))
const node = prepare(bundled ? ['engine', 'server'] : ['engine', 'server', 'designer'])

const { failure } = bundled
  ? { failure: undefined }
  : buildDesigner(node, (line) => process.stdout.write(`${line}\n`))
if (failure !== undefined) {
  process.stderr.write(`${failure}\n`)
  refuse('the designer could not be built; what Vite said is above.')
}

const launchers = findLaunchers()
const launchedBy = launchers.length === 0 ? [] : [`--launched-by=${launchers.join(',')}`]
become(node, [join(root, 'server', 'src', 'server.ts'), ...launchedBy, ...process.argv.slice(2)])
