/** The format rulesets are written in now: `formatVersion` of their manifest. */
export const currentFormat = 5
