import type { CollectionDefinition } from './store.ts'

/** What lists show of documents: it is kept beside each, so that a list reads none whole. */
export const summaries = {
  cases: [
    'ruleset',
    'version',
    'bundle',
    'pathway',
    'county',
    'patient',
    'fromUnit',
    'toUnit',
    'state',
    'status',
    'createdAt',
    'updatedAt',
    'nextTimerAt',
    'stuckTimer',
    'stuckTimerAt',
    'openDuties',
    'dutyAt',
    'fromDutyAt',
    'toDutyAt',
    'procedure',
    'procedureAt',
    'untimedYear',
    'steps',
    'erased',
    'archived',
  ],
  drafts: ['discarded', 'manifest', 'savedAt', 'savedBy', 'editor'],
  publications: [
    'ruleset',
    'version',
    'hash',
    'bundle',
    'from',
    'publishedAt',
    'publishedBy',
    'sequence',
    'program',
    'elsewhere',
    'withdrawn',
    'backdated',
    'pilot',
  ],
  adviceCards: ['ruleset', 'decision', 'rules', 'unit', 'at', 'status', 'reason'],
  tableImports: ['ruleset', 'kind', 'pathway', 'source', 'at', 'status', 'chunks'],
} as const

/** The lists of a case that grow: its steps, what was refused, and what it asks to be done. */
export const listsOfCases = ['history', 'refusals', 'outbox'] as const

/**
 * Every collection the server keeps. Fields named in indexes are scalars at the top level of a document. An index, a
 * unique field or a field of a summary is added by adding it here: both stores bring themselves up to date when they
 * are opened. Every index costs each write of a document that changes one of its fields, so there is one for each
 * way the product asks, and no more. `requestKey` and `createKey` are of the request that made a document, where it
 * came with an idempotency key.
 */
export const collections = [
  {
    /**
     * One referral or pathway episode. A search is made of ranges of one county and ruleset, and of a status, a state, a
     * unit on one side, or both of these. By the day they were started, a unit's cases are few enough to do without the
     * state. What is owed is looked for by when it is due: of a county, or of a unit as the side that owes it. Cases of
     * the community, which are few, are listed by the last change; those that wait for a notice of holidays, by its year; those that refused an event, by when.
     */
    name: 'cases',
    indexes: [
      ['county', 'ruleset', 'state', 'updatedAt'],
      ['county', 'ruleset', 'state', 'fromUnit', 'updatedAt'],
      ['county', 'ruleset', 'state', 'toUnit', 'updatedAt'],
      ['county', 'ruleset', 'fromUnit', 'updatedAt'],
      ['county', 'ruleset', 'toUnit', 'updatedAt'],
      ['county', 'ruleset', 'state', 'createdAt'],
      ['county', 'ruleset', 'fromUnit', 'createdAt'],
      ['county', 'ruleset', 'toUnit', 'createdAt'],
      ['patient', 'updatedAt'],
      ['archivedPatient', 'updatedAt'],
      ['county', 'ruleset', 'status', 'updatedAt'],
      ['nextTimerAt'],
      ['bundle', 'nextTimerAt'],
      ['bundle', 'status', 'createdAt'],
      ['stuckTimerAt'],
      ['county', 'stuckTimerAt'],
      ['county', 'ruleset', 'dutyAt'],
      ['county', 'ruleset', 'fromUnit', 'fromDutyAt'],
      ['county', 'ruleset', 'toUnit', 'toDutyAt'],
      ['county', 'ruleset', 'procedureAt'],
      ['ruleset', 'untimedYear'],
      ['county', 'ruleset', 'refusedAt'],
    ],
    sparse: [
      'nextTimerAt',
      'stuckTimerAt',
      'dutyAt',
      'fromDutyAt',
      'toDutyAt',
      'procedureAt',
      'untimedYear',
      'refusedAt',
    ],
    unique: ['createKey'],
    lists: listsOfCases,
    summary: summaries.cases,
    // A timer that fails says why, which may quote what is known of the case.
    personal: { matched: ['patient', 'archivedPatient'], encrypted: ['stuckTimer'] },
  },
  /**
   * What the steps of cases ask to be done, for those who have it delivered: those that wait for their place in the feed,
   * and the feed in its order, of every county or of one.
   */
  {
    name: 'events',
    indexes: [['waitingSince'], ['position'], ['county', 'position']],
    unique: [],
    personal: {},
  },
  // Where events are sent to, how far each has come, and what was not taken yet or is parked.
  { name: 'webhooks', indexes: [['county']], unique: ['createKey'] },
  { name: 'webhookProgress', indexes: [], unique: [] },
  {
    name: 'deliveries',
    indexes: [
      ['webhook', 'nextAt'],
      ['webhook', 'parkedAt'],
    ],
    unique: [],
    // A receiver's answer may repeat what it was sent.
    personal: { plain: ['event', 'position', 'tries', 'firstAt', 'triedAt'] },
  },
  // What a refused event is answered with when it is sent again: large, and in no case's way.
  { name: 'refusals', indexes: [], unique: [], personal: {} },
  // Documents that were uploaded to cases: those to be forgotten, those of a case, and whether any has a content still.
  {
    name: 'uploads',
    indexes: [['expiresAt'], ['case'], ['sha256']],
    unique: [],
    personal: { plain: ['type', 'bytes', 'at'] },
  },
  // The names that hospitals' systems give to referrals.
  { name: 'referralIdentifiers', indexes: [['case']], unique: [], personal: { plain: ['county'] } },
  {
    name: 'drafts',
    indexes: [['requestKey']],
    unique: [],
    summary: summaries.drafts,
  },
  { name: 'bundles', indexes: [], unique: [] },
  // Versions that do not open.
  { name: 'damagedVersions', indexes: [], unique: [] },
  {
    name: 'publications',
    indexes: [['ruleset', 'sequence'], ['requestKey']],
    unique: [],
    summary: summaries.publications,
  },
  // What two persons decided about the versions of a ruleset: which do not apply, and what is proposed.
  { name: 'suspensions', indexes: [], unique: [] },
  // Nation, provinces, cities and counties, and what each binds below it.
  { name: 'jurisdictions', indexes: [['level']], unique: [] },
  // What somebody proposes that one of them say.
  { name: 'jurisdictionProposals', indexes: [], unique: [] },
  // The units of each community; tables of figures, cases and events, and their rows; runs, and what they hold.
  { name: 'units', indexes: [], unique: [] },
  {
    name: 'tableImports',
    indexes: [
      ['ruleset', 'at'],
      ['ruleset', 'status', 'kind', 'at'],
    ],
    unique: ['createKey'],
    summary: summaries.tableImports,
  },
  { name: 'tableChunks', indexes: [], unique: [], personal: {} },
  {
    name: 'runs',
    indexes: [['ruleset', 'knownAt'], ['ruleset', 'period', 'knownAt'], ['requestKey']],
    unique: ['createKey'],
  },
  { name: 'runChunks', indexes: [], unique: [], personal: {} },
  // The money of a period, and what it holds.
  {
    name: 'settlements',
    indexes: [['ruleset', 'knownAt'], ['ruleset', 'period', 'knownAt'], ['requestKey']],
    unique: ['createKey'],
  },
  { name: 'settlementChunks', indexes: [], unique: [], personal: {} },
  // The last verdict on each rate of the clinical pathways, and what was told of a threshold crossed.
  { name: 'standings', indexes: [], unique: [] },
  // What the cases of a ruleset came to when a server last wrote it down, month by month.
  { name: 'caseCounts', indexes: [['county']], unique: [] },
  {
    name: 'caseCountsParts',
    indexes: [['counts'], ['county']],
    unique: [],
    personal: { plain: ['writtenAt'] },
  },
  { name: 'notices', indexes: [['ruleset', 'at']], unique: [] },
  // What was recorded of scheduled duties, and what was told of those that are late.
  {
    name: 'dutyRecords',
    indexes: [['ruleset', 'period']],
    unique: ['createKey'],
    personal: {},
  },
  { name: 'dutyNotices', indexes: [['ruleset', 'at']], unique: [] },
  // Long work that somebody started: what is still to be done, whose it is, of which county; and files it works on.
  {
    name: 'jobs',
    indexes: [
      ['openSince'],
      ['owner', 'openSince'],
      ['owner', 'createdAt'],
      ['kind', 'createdAt'],
      ['county', 'kind', 'createdAt'],
      ['status', 'endedAt'],
    ],
    unique: ['createKey'],
    // Its marks are written again and again, and say nothing of anybody.
    personal: { plain: ['ruleset', 'lease', 'startedAt', 'tries', 'retryAt'] },
  },
  { name: 'jobFiles', indexes: [['expiresAt']], unique: [], personal: {} },
  // What was remarked on drafts on their way through approval.
  { name: 'draftComments', indexes: [['case', 'at']], unique: ['createKey'] },
  // Cards that were shown to hospitals' systems, and what their users did with them.
  {
    name: 'adviceCards',
    indexes: [['ruleset', 'at']],
    unique: [],
    summary: summaries.adviceCards,
    personal: { plain: ['county', 'version', 'service', 'outcome'] },
  },
  // Maps between editions of a code system, by the county whose hospitals' codes they read.
  { name: 'codeMaps', indexes: [['county']], unique: ['createKey'] },
  { name: 'codeMapParts', indexes: [], unique: [] },
  // Which of a county's maps are in use.
  { name: 'codeMapUses', indexes: [], unique: [] },
  // Files from other servers that were taken in, and their text; keys that are accepted.
  { name: 'imports', indexes: [['number']], unique: ['createKey'] },
  { name: 'travelFiles', indexes: [], unique: [] },
  { name: 'signers', indexes: [], unique: ['createKey'] },
  { name: 'users', indexes: [], unique: ['createKey', 'providerKey'] },
  // Those of a person since they were last signed out everywhere, the newest first.
  { name: 'sessions', indexes: [['expiresAt'], ['user', 'epoch', 'createdAt']], unique: [] },
  // When each was last used, to the minute.
  { name: 'lastUses', indexes: [['expiresAt']], unique: [] },
  // Where accounts were signed in from, and where somebody tried.
  { name: 'signInPlaces', indexes: [['expiresAt']], unique: [] },
  // Signed tokens that were taken, each once.
  { name: 'usedTokens', indexes: [['expiresAt']], unique: [] },
  { name: 'keys', indexes: [['user']], unique: ['hash', 'createKey'] },
  {
    name: 'audit',
    indexes: [
      ['county', 'at'],
      ['county', 'action', 'at'],
      ['county', 'target', 'action', 'at'],
    ],
    unique: [],
    // A target may be a patient. What a detail is hidden under goes with it: together they would give it away.
    personal: {
      plain: ['chain', 'seq', 'previous', 'hash', 'payload', 'contents', 'follows'],
      matched: ['target'],
    },
  },
  // What nobody may erase or remove, by what it is about; and who was erased, or is to be.
  {
    name: 'holds',
    indexes: [
      ['county', 'at'],
      ['county', 'target', 'at'],
    ],
    unique: ['createKey'],
    personal: { matched: ['target'] },
  },
  {
    name: 'erasures',
    indexes: [
      ['county', 'at'],
      ['county', 'patient', 'at'],
    ],
    unique: ['createKey'],
    personal: { matched: ['patient'] },
  },
  // For how long a county keeps what.
  { name: 'retentionRules', indexes: [], unique: [] },
  // Who has read which patient's case.
  {
    name: 'caseReads',
    indexes: [
      ['county', 'at'],
      ['county', 'patient', 'at'],
      ['county', 'person', 'at'],
      ['county', 'case', 'at'],
    ],
    unique: [],
    personal: { plain: ['way'], matched: ['patient'] },
  },
  // Where the chains of the log stood, signed.
  { name: 'checkpoints', indexes: [['at']], unique: [] },
  // Spans of moments known to be by a wrong clock.
  { name: 'wrongMoments', indexes: [], unique: [] },
  { name: 'meta', indexes: [], unique: [] },
] as const satisfies readonly CollectionDefinition[]
