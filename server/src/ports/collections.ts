import type { CollectionDefinition } from './store.ts'

/**
 * Every collection the server keeps. Fields named here are scalars at the top
 * level of a document. An index is added by adding it here: both stores create
 * what is missing when they are opened.
 */
export const collections = [
  {
    // One referral or pathway episode; `createKey` is the idempotency key it was started with.
    name: 'cases',
    indexes: [
      ['county', 'updatedAt'],
      ['fromUnit', 'updatedAt'],
      ['toUnit', 'updatedAt'],
      ['state', 'updatedAt'],
      ['patient', 'updatedAt'],
      ['ruleset', 'updatedAt'],
      ['ruleset', 'status', 'updatedAt'],
      ['createdAt'],
      ['updatedAt'],
      ['nextTimerAt'],
      ['bundle', 'nextTimerAt'],
      ['stuckTimerAt'],
      ['county', 'stuckTimerAt'],
    ],
    unique: ['createKey'],
  },
  { name: 'drafts', indexes: [['savedAt']], unique: [] },
  { name: 'bundles', indexes: [['ruleset']], unique: [] },
  // Versions that do not open.
  { name: 'damagedVersions', indexes: [], unique: [] },
  {
    name: 'publications',
    indexes: [['ruleset', 'from'], ['ruleset', 'sequence'], ['sequence']],
    unique: [],
  },
  // Nation, provinces, cities and counties, and what each binds below it.
  { name: 'jurisdictions', indexes: [['level']], unique: [] },
  // The units of each community; tables of figures, cases and events, and their rows; runs, and what they hold.
  { name: 'units', indexes: [], unique: [] },
  { name: 'tableImports', indexes: [['ruleset', 'at']], unique: [] },
  { name: 'tableChunks', indexes: [], unique: [] },
  {
    name: 'runs',
    indexes: [
      ['ruleset', 'knownAt'],
      ['ruleset', 'period', 'knownAt'],
    ],
    unique: [],
  },
  { name: 'runChunks', indexes: [], unique: [] },
  // The money of a period, and what it holds.
  {
    name: 'settlements',
    indexes: [
      ['ruleset', 'knownAt'],
      ['ruleset', 'period', 'knownAt'],
    ],
    unique: [],
  },
  { name: 'settlementChunks', indexes: [], unique: [] },
  // The last verdict on each rate of the clinical pathways, and what was told of a threshold crossed.
  { name: 'standings', indexes: [['ruleset', 'month']], unique: [] },
  { name: 'notices', indexes: [['ruleset', 'at']], unique: [] },
  // Files from other servers that were taken in, and their text; keys that are accepted.
  { name: 'imports', indexes: [['number']], unique: [] },
  { name: 'travelFiles', indexes: [], unique: [] },
  { name: 'signers', indexes: [], unique: [] },
  { name: 'users', indexes: [], unique: [] },
  { name: 'sessions', indexes: [['expiresAt'], ['user']], unique: [] },
  { name: 'keys', indexes: [['user']], unique: ['hash'] },
  {
    name: 'audit',
    indexes: [['at'], ['target', 'at'], ['action', 'at']],
    unique: [],
  },
  // Where the chains of the log stood, signed.
  { name: 'checkpoints', indexes: [['at']], unique: [] },
  // Spans of moments known to be by a wrong clock.
  { name: 'wrongMoments', indexes: [], unique: [] },
  { name: 'meta', indexes: [], unique: [] },
] as const satisfies readonly CollectionDefinition[]
