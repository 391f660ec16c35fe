// What the types of the language itself allow, so that no compiler option can take it away: reading
// the clock and drawing lots. Everything else impure is missing from the engine's types.

/** @typedef {{ type: string, name?: string }} Name */
/** @typedef {{ report(problem: { node: unknown, message: string }): void }} Context */

const clock = 'Engine code is pure: take the time from an argument (`at`, `asOf`).'
const chance = 'Engine code is pure: take draws from an argument (`seed`).'
/** @type {Record<string, string>} */
const impure = { 'Date.now': clock, 'Math.random': chance }

/** @param {Name} node */
const isDate = (node) => node.type === 'Identifier' && node.name === 'Date'

const noClockNorChance = {
  meta: { type: 'problem' },
  /** @param {Context} context */
  create: (context) => ({
    /** @param {{ callee: Name, arguments: unknown[] }} node */
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) {
        context.report({ node, message: clock })
      }
    },
    /** @param {{ callee: Name }} node */
    CallExpression(node) {
      if (isDate(node.callee)) context.report({ node, message: clock })
    },
    /** @param {{ object: Name, property: Name }} node */
    MemberExpression(node) {
      const message = impure[`${node.object.name}.${node.property.name}`]
      if (message !== undefined) context.report({ node, message })
    },
  }),
}

export default {
  meta: { name: 'engine-purity' },
  rules: { 'no-clock-nor-chance': noClockNorChance },
}
