import { rulesetFileSchemas, rulesetLists, valueTypeModules } from '../../engine/src/index.ts'
import { describeSchema, inlineUnnamed, namedBy } from './describe-schema.mjs'

/** @typedef {import('./describe-type.mjs').Part} Part */

/**
 * Files that hold one thing and not a list.
 * @type {{ readonly [name: string]: string }}
 */
const places = {
  ruleset: '`ruleset.json`',
  decision: '`decisions/<id>.json`',
  pathway: '`pathways/<id>.json`',
  layout: '`layout.json`',
  jurisdictions: '`jurisdictions.json`, beside the rulesets',
}

/** The reference of all files of a ruleset, in Markdown. */
export function rulesetsReference() {
  const schemas = /** @type {[string, Part][]} */ (Object.entries(rulesetFileSchemas()))
  const files = schemas.map(([name, written]) => {
    const schema = inlineUnnamed(written, written['$defs'] ?? {})
    const names = namedBy(schema, schema['$defs'] ?? {})
    return { name: name.replace('.schema.json', ''), schema, names }
  })
  const defs = Object.assign({}, ...files.map(({ schema }) => schema['$defs'] ?? {}))
  const all = [...new Set(files.flatMap(({ names }) => [...names]))]
  const isShared = (/** @type {string} */ name) =>
    files.filter(({ names }) => names.has(name)).length > 1
  const section = (/** @type {string} */ name) => [
    `#### ${name}`,
    ...describeSchema(defs[name], defs, ''),
  ]
  return [
    '### Types of values',
    typesTable(),
    ...files.flatMap(({ name, schema, names }) => [
      `### ${headOf(name)}`,
      ...placeOf(name, schema),
      ...(isPlainList(schema) ? [] : describeSchema(schema, defs, '')),
      ...all.filter((one) => names.has(one) && !isShared(one)).flatMap(section),
    ]),
    '### Forms that several files use',
    ...all.filter(isShared).toSorted().flatMap(section),
  ].join('\n\n')
}

/** @param {string} name */
function headOf(name) {
  if (name === 'decision' || name === 'pathway') return `${name}s/`
  return `${name}.json`
}

/**
 * @param {string} name
 * @param {Part} schema
 * @returns {string[]}
 */
function placeOf(name, schema) {
  const place = places[name]
  if (place !== undefined) return [`In ${place}.`]
  const list = rulesetLists.find((one) => Object.hasOwn(schema['properties'] ?? {}, one)) ?? ''
  const { description } = schema['properties'][list]
  return [
    `${description} The list \`${list}\`, written \`{"${list}": […]}\`: in \`${name}.json\`, in files of the folder \`${name}/\`, or in both.`,
  ]
}

/** True for a file that holds one list and nothing beside it. @param {Part} schema */
function isPlainList({ properties = {} }) {
  const [only, ...others] = Object.keys(properties)
  return others.length === 0 && rulesetLists.some((list) => list === only)
}

function typesTable() {
  return [
    '| type | how a value is written | operators |',
    '| --- | --- | --- |',
    ...Object.entries(valueTypeModules).map(
      ([name, { written, operators }]) =>
        `| \`${name}\` | ${written.en.replaceAll('|', '\\|')} | ${operators.map((one) => `\`${one}\``).join(', ')} |`,
    ),
  ].join('\n')
}
