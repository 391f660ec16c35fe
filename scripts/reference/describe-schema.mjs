import { describeType, nameOf } from './describe-type.mjs'

/** @typedef {import('./describe-type.mjs').Part} Part */

/**
 * What a schema says, in Markdown: its description, and a table for each object in it.
 * @param {Part} part
 * @param {{ [name: string]: Part }} defs the schemas it may name
 * @param {string} path how the objects inside are called
 * @returns {string[]} paragraphs
 */
export function describeSchema(part, defs, path) {
  const about = part.description === undefined ? [] : [part.description]
  if (part.$ref !== undefined) return about
  const choices = part.oneOf ?? part.anyOf
  if (choices !== undefined) return [...about, ...describeChoices(choices, defs)]
  if (part.properties !== undefined) return [...about, ...describeObject(part, defs, path)]
  if (part.enum !== undefined) return [...about, `One of ${describeType(part)}.`]
  return [...about, `Type: ${describeType(part)}.`]
}

/**
 * The schemas a schema names, itself not counted, in the order they are met.
 * @param {unknown} value
 * @param {{ [name: string]: Part }} defs
 * @param {Set<string>} found
 */
export function namedBy(value, defs, found = new Set()) {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$defs') continue
    if (key !== '$ref') namedBy(inner, defs, found)
    else if (!found.has(nameOf(inner))) {
      found.add(nameOf(inner))
      namedBy(defs[nameOf(inner)], defs, found)
    }
  }
  return found
}

/**
 * A schema with those that have no name of their own in their places: behind a schema that refers to itself stands one.
 * @param {any} value
 * @param {{ [name: string]: Part }} defs
 * @param {readonly string[]} inside the ones it stands in: what comes back to itself is any JSON
 * @returns {any}
 */
export function inlineUnnamed(value, defs, inside = []) {
  if (Array.isArray(value)) return value.map((one) => inlineUnnamed(one, defs, inside))
  if (typeof value !== 'object' || value === null) return value
  const name = typeof value.$ref === 'string' ? nameOf(value.$ref) : ''
  const { $ref, ...others } = value
  if (name.startsWith('__'))
    return inside.includes(name)
      ? {}
      : { ...inlineUnnamed(defs[name], defs, [...inside, name]), ...others }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inlineUnnamed(inner, defs, inside)]),
  )
}

/**
 * @param {readonly Part[]} choices
 * @param {{ [name: string]: Part }} defs
 * @returns {string[]}
 */
function describeChoices(choices, defs) {
  const objects = choices.filter(({ properties }) => properties !== undefined)
  const others = choices.filter(({ properties }) => properties === undefined)
  const list = others.map((one) => `- ${describeType(one)}`).join('\n')
  return [...(list === '' ? [] : [list]), ...objects.flatMap((one) => describeChoice(one, defs))]
}

/**
 * One of several forms: by what tells it from the others.
 * @param {Part} part
 * @param {{ [name: string]: Part }} defs
 * @returns {string[]}
 */
function describeChoice(part, defs) {
  const kind = kindOf(part)
  const title =
    kind ??
    Object.keys(part.properties)
      .map((name) => `\`${name}\``)
      .join(', ')
  const members = describeObject(part, defs, kind ?? '')
  return [`**${title}.** ${part.description ?? ''}`.trim(), ...members]
}

/** `kind: "table"`, by the member that has one value. @param {Part} part */
function kindOf(part) {
  const told = Object.entries(part.properties).find(
    ([name, { const: only, enum: some }]) =>
      only !== undefined || (some !== undefined && ['kind', 'type', 'method'].includes(name)),
  )
  if (told === undefined) return undefined
  const [name, { const: only, enum: some = [only] }] = told
  return `\`${name}\`: ${some.map((/** @type {string} */ one) => `\`${one}\``).join(' or ')}`
}

/**
 * @param {Part} part
 * @param {{ [name: string]: Part }} defs
 * @param {string} path
 * @returns {string[]}
 */
function describeObject(part, defs, path) {
  const required = new Set(part.required ?? [])
  const rows = Object.entries(part.properties)
    .map(([name, member]) => [
      `\`${name}\``,
      describeType(member),
      required.has(name) ? 'yes' : '',
      meaningOf(member, defs),
    ])
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
  const table = ['| member | type | needed | meaning |', '| --- | --- | --- | --- |', ...rows]
  const inner = Object.entries(part.properties).flatMap(([name, member]) => {
    const object = objectIn(member)
    if (object === undefined) return []
    const place = [path, `\`${name}\``].filter((one) => one !== '').join(' · ')
    return [`${place}:`, ...describeObject(object, defs, place)]
  })
  return [table.join('\n'), ...inner]
}

/** The object without a name that a member holds, itself or in a list or a record. @param {Part} part @returns {Part | undefined} */
function objectIn(part) {
  if (part.properties !== undefined) return part
  const inside = part.items ?? part.additionalProperties
  return typeof inside === 'object' && inside.properties !== undefined ? inside : undefined
}

/**
 * @param {Part} member
 * @param {{ [name: string]: Part }} defs
 * @returns {string}
 */
function meaningOf(member, defs) {
  if (member.description !== undefined) return member.description
  if (member.const !== undefined) return ''
  // What is said of a form that has a section of its own is told there.
  return member.$ref === undefined
    ? ''
    : firstSentence(meaningOf(defs[nameOf(member.$ref)] ?? {}, defs))
}

/** @param {string} text */
function firstSentence(text) {
  return text.replace(/(?<=[^.…]\.)\s[\s\S]*$/, '')
}
