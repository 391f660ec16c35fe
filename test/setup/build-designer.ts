import { buildDesigner } from '../../scripts/launch/build-designer.mjs'

/** Before any browser test: the designer in dist/ is the one in src/. */
export function setup(): void {
  const { failure } = buildDesigner(process.execPath, (line) => console.log(line))
  if (failure !== undefined) throw new Error(`The designer could not be built:\n${failure}`)
}
