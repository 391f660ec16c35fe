import { formats } from '../../engine/src/index.ts'

/**
 * A part of a JSON Schema.
 * @typedef {{ [key: string]: any }} Part
 */

/** How a text must be written, by the pattern it is held to. */
const byPattern = new Map(
  Object.entries(formats).map(([name, { pattern, words }]) => [pattern.source, [name, words.en]]),
)

/**
 * What a value may be, in a few words of Markdown.
 * @param {Part} part
 * @returns {string}
 */
export function describeType(part) {
  if (part.$ref !== undefined) return linkTo(nameOf(part.$ref))
  if (part.const !== undefined) return `\`${JSON.stringify(part.const)}\``
  if (part.enum !== undefined)
    return part.enum.map((/** @type {string} */ one) => `\`${one}\``).join(', ')
  const choices = part.anyOf ?? part.oneOf
  if (choices !== undefined && choices.some(isAnyObject)) return 'any JSON'
  if (choices !== undefined) return [...new Set(choices.map(describeType))].join(' or ')
  switch (part.type) {
    case 'array':
      return `list of ${describeType(part.items)}${bounds(part.minItems, part.maxItems)}`
    case 'object':
      return part.properties === undefined ? describeRecord(part) : 'object, see below'
    case 'string':
      return describeText(part)
    case 'integer':
      return `whole number${bounds(whole(part.minimum ?? part.exclusiveMinimum + 1), whole(part.maximum))}`
    case 'number':
      return 'number'
    case 'boolean':
      return 'true or false'
    case 'null':
      return '`null`'
    default:
      return 'any JSON'
  }
}

/** One of the forms of JSON itself. @param {Part} part */
function isAnyObject({ type, properties }) {
  return type === 'object' && properties === undefined
}

/** @param {string} ref */
export function nameOf(ref) {
  return ref.slice('#/$defs/'.length)
}

/** @param {string} name */
export function linkTo(name) {
  return `[${name}](#${name.toLowerCase()})`
}

/** @param {Part} part */
function describeRecord(part) {
  const values = part.additionalProperties
  return typeof values === 'object' && Object.keys(values).length > 0
    ? `record of ${describeType(values)}`
    : 'record of any JSON'
}

/** @param {Part} part */
function describeText(part) {
  if (part.format === 'date') return 'date'
  if (part.format === 'date-time') return 'date-time'
  if (part.format === 'uri') return 'address'
  const [name] = byPattern.get(part.pattern) ?? []
  if (name === 'identifier') return 'id'
  if (name === 'chartKey') return 'key'
  return 'text'
}

/** A limit that says something: whole numbers end where a computer does. @param {number | undefined} limit */
function whole(limit) {
  return limit === undefined || Number.isNaN(limit) || Math.abs(limit) === Number.MAX_SAFE_INTEGER
    ? undefined
    : limit
}

/**
 * @param {number | undefined} least
 * @param {number | undefined} most
 */
function bounds(least, most) {
  if (least !== undefined && most !== undefined) return ` (${least} to ${most})`
  if (most !== undefined) return ` (at most ${most})`
  return least === undefined ? '' : ` (at least ${least})`
}
