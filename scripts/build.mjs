// `pnpm build`: builds the designer ahead of a start, for an image or a packaged release.
import { buildDesigner } from './launch/build-designer.mjs'
import { prepare } from './launch/prepare.mjs'
import { refuse } from './launch/refuse.mjs'

const node = prepare(['engine', 'designer'])
const { failure } = buildDesigner(node, (line) => console.log(line))
if (failure !== undefined) {
  console.error(failure)
  refuse('the designer could not be built; what Vite said is above.')
}
