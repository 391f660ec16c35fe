// `pnpm jieli <command>`: the command line, with the arguments and the exit code passed through.
import { join } from 'node:path'
import { become } from './launch/become.mjs'
import { prepare } from './launch/prepare.mjs'
import { root } from './launch/root.mjs'

const node = prepare(['engine', 'server'])
become(node, [join(root, 'server', 'src', 'cli', 'main.ts'), ...process.argv.slice(2)])
