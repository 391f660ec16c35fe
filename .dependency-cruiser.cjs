// The floors. Each rule says what a folder may not import; CONTRIBUTING.md draws them.

/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/**
 * @param {string} name
 * @param {string} comment what to do instead, or why not
 * @param {Rule['from']} from
 * @param {Rule['to']} to
 * @returns {Rule}
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/**
 * Makes rules for the rooms of a package: a room may import itself and the rooms below it.
 * @param {'engine' | 'designer'} owner
 * @returns {(name: string, ...below: string[]) => Rule}
 */
const roomsOf =
  (owner) =>
  (name, ...below) =>
    rule(
      `${owner}-${name.replaceAll('/', '-')}`,
      `In ${owner}/, ${name}/ imports only ${[...below, 'itself'].join(', ')}.`,
      { path: `^${owner}/src/${name}/` },
      { path: `^${owner}/src/`, pathNot: `^${owner}/src/(${[name, ...below].join('|')})/` },
    )

const room = roomsOf('engine')
const designerRoom = roomsOf('designer')

/**
 * A subject of the operations may import itself and the subjects below it.
 * @param {string} name
 * @param {string[]} below
 */
const subject = (name, ...below) =>
  rule(
    `server-${name}`,
    `operations/${name}/ imports of the operations only ${below.length === 0 ? 'itself' : `${below.join(', ')} and itself`}.`,
    { path: `^server/src/operations/${name}/` },
    {
      path: '^server/src/operations/',
      pathNot: `^server/src/operations/(${[name, ...below].join('|')})/`,
    },
  )

/** @param {string[]} names packages, as a path pattern */
const npm = (...names) => `node_modules/(${names.join('|')})/`

/** The subjects of the operations, each with those below it that it may import. */
const subjects = /** @type {const} */ ([
  ['context'],
  ['people', 'context'],
  ['library', 'context'],
  ['audit', 'context'],
  ['code-maps', 'context'],
  ['decisions', 'context', 'library', 'code-maps'],
  ['cds', 'context', 'library', 'decisions', 'code-maps'],
  ['jurisdictions', 'context', 'library'],
  ['cases', 'context', 'library', 'decisions', 'code-maps'],
  ['events', 'context'],
  ['webhooks', 'context', 'events'],
  ['jobs', 'context'],
  ['links', 'context', 'people', 'library', 'cases'],
  ['unit-changes', 'context', 'people', 'cases'],
  ['retention', 'context', 'people', 'jobs', 'cases', 'events', 'webhooks'],
  ['fhir', 'context', 'library', 'decisions', 'code-maps', 'cds', 'cases', 'webhooks'],
  ['drafts', 'context', 'library', 'jurisdictions'],
  ['timers', 'context', 'library', 'cases'],
  ['approvals', 'context', 'library', 'cases', 'drafts'],
  ['publications', 'context', 'library', 'jurisdictions', 'cases', 'drafts', 'approvals'],
  ['transfer', 'context', 'library', 'publications'],
  ['assessment', 'context', 'cases'],
  ['scheduled-duties', 'context', 'assessment'],
  ['settlement', 'context', 'cases', 'assessment'],
  [
    'work',
    'context',
    'library',
    'jurisdictions',
    'cases',
    'drafts',
    'timers',
    'assessment',
    'scheduled-duties',
    'settlement',
  ],
])

/** @type {import('dependency-cruiser').IConfiguration & { forbidden: Rule[] }} */
module.exports = {
  forbidden: [
    rule(
      'no-unresolvable',
      'An import that resolves to nothing would escape every other rule.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'no-cycles',
      'Files that import each other cannot be read one by one.',
      {},
      {
        circular: true,
      },
    ),
    rule(
      'no-undeclared-package',
      'Every package imported is named in the package.json of the importer.',
      { path: '^(engine|server|designer|test)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),

    rule(
      'engine-is-pure',
      'The engine imports itself and a few pure libraries: no Node, no other package.',
      { path: '^engine/src/' },
      {
        pathNot: `^engine/src/|${npm('zod', 'xstate', 'json-rules-engine', '@noble/curves', '@noble/hashes', 'canonicalize', 'semver', 'lezer-feel', '@lezer/common')}`,
      },
    ),
    rule(
      'engine-json-rules-in-interchange',
      'json-rules-engine stays in interchange/, so that the designer need not carry it.',
      { path: '^engine/', pathNot: '^engine/src/interchange/' },
      { path: npm('json-rules-engine') },
    ),
    rule(
      'engine-rooms-not-doors',
      'Inside the engine import the file itself; the doors are for the other packages.',
      { path: '^engine/src/', pathNot: '^engine/src/[^/]+$' },
      { path: '^engine/src/[^/]+$' },
    ),
    room('model'),
    room('layers', 'model'),
    room('formulas', 'model'),
    room('decisions', 'model'),
    room('pathways', 'model', 'decisions'),
    room('assessment', 'model', 'formulas', 'decisions'),
    room('money', 'model', 'decisions'),
    room('scheduled-duties', 'model', 'decisions', 'pathways', 'assessment'),
    room('proof', 'model', 'decisions', 'pathways'),
    room('comparison', 'model', 'layers', 'decisions', 'pathways'),
    room('red-lines', 'model', 'decisions', 'pathways', 'proof'),
    room(
      'checks',
      'model',
      'layers',
      'formulas',
      'decisions',
      'pathways',
      'assessment',
      'proof',
      'red-lines',
    ),
    room(
      'scenarios',
      'model',
      'layers',
      'formulas',
      'decisions',
      'pathways',
      'assessment',
      'money',
      'scheduled-duties',
      'comparison',
      'checks',
    ),
    room('interchange', 'model', 'decisions', 'proof'),
    room('mutations', 'model', 'decisions', 'pathways', 'layers', 'proof', 'red-lines', 'checks'),

    rule(
      'engine-main-door',
      'What only the server and the tests need has a door of its own.',
      { path: '^engine/src/index\\.ts$' },
      { path: '^engine/src/(interchange|mutations)/' },
    ),
    rule(
      'engine-doors',
      "Server and designer enter the engine by '@jieli/engine' or a smaller door beside it.",
      { path: '^(server|designer)/' },
      { path: '^engine/', pathNot: '^engine/src/[^/]+\\.ts$' },
    ),
    rule(
      'designer-by-main-door',
      "The designer enters the engine by '@jieli/engine' and '@jieli/engine/scheduled-duties' alone, to stay small.",
      { path: '^designer/' },
      { path: '^engine/src/[^/]+\\.ts$', pathNot: '^engine/src/(index|scheduled-duties)\\.ts$' },
    ),
    rule(
      'designer-not-server',
      "Designer and server meet over HTTP; '@jieli/server/contracts' says what goes over it.",
      { path: '^designer/' },
      { path: '^server/', pathNot: '^server/src/contracts/index\\.ts$' },
    ),
    rule(
      'server-not-designer',
      'Designer and server meet over HTTP.',
      { path: '^server/' },
      { path: '^designer/' },
    ),
    rule(
      'designer-document-without-react',
      'The edited document and its commands know nothing of React.',
      { path: '^designer/src/document/(state|commands)/' },
      { path: npm('react', 'react-dom', 'antd', '@xyflow/react') },
    ),
    designerRoom('api'),
    designerRoom('kit', 'api'),
    designerRoom('document', 'kit'),
    designerRoom('document/state'),
    designerRoom('document/commands', 'document/state'),
    designerRoom('editor', 'document', 'kit', 'api'),
    designerRoom('work', 'editor', 'document', 'kit', 'api'),
    designerRoom('library', 'editor', 'document', 'kit', 'api'),
    designerRoom('app', 'library', 'work', 'editor', 'document', 'kit', 'api'),
    {
      ...rule(
        'folders-in-order',
        'Folders import each other in one direction.',
        { path: '^(engine|server|designer)/src/' },
        { circular: true },
      ),
      scope: 'folder',
    },

    rule(
      'server-contracts-are-lowest',
      'contracts/ imports no other folder of the server, so that anybody may import it.',
      { path: '^server/src/contracts/' },
      {
        path: `^server/src/|${npm('fastify', '@fastify/[^/]+', 'fastify-[^/]+')}`,
        pathNot: '^server/src/contracts/',
      },
    ),
    rule(
      'server-client-on-contracts',
      'client/ speaks to a server over HTTP: it imports its contracts alone.',
      { path: '^server/src/client/' },
      { path: '^server/src/', pathNot: '^server/src/(client|contracts)/' },
    ),
    rule(
      'server-ports-are-lowest',
      'ports/ imports no other folder of the server.',
      { path: '^server/src/ports/' },
      { path: '^server/src/', pathNot: '^server/src/ports/' },
    ),
    rule(
      'server-routes-not-adapters',
      'A route speaks to operations and ports.',
      { path: '^server/src/routes/' },
      { path: '^server/src/adapters/' },
    ),
    rule(
      'server-operations-are-plain',
      'An operation is a plain function of ports: no route, no job, no adapter, no Fastify.',
      { path: '^server/src/operations/' },
      {
        path: `^server/src/(adapters|jobs|routes)/|${npm('fastify', '@fastify/[^/]+', 'fastify-[^/]+')}`,
      },
    ),
    rule(
      'server-operations-by-subject',
      'Every operation lies with its subject, and every subject has a rule here.',
      {
        path: '^server/src/operations/',
        pathNot: `^server/src/operations/(${subjects.map(([name]) => name).join('|')})/`,
      },
      {},
    ),
    ...subjects.map(([name, ...below]) => subject(name, ...below)),
    rule(
      'server-documents-are-low',
      'documents/ is what operations store; it knows nobody who does.',
      { path: '^server/src/documents/' },
      { path: '^server/src/(adapters|jobs|operations|plugins|routes)/' },
    ),
    rule(
      'server-jobs-are-plain',
      'jobs/ runs operations on threads; it knows no route and no Fastify.',
      { path: '^server/src/jobs/' },
      {
        path: `^server/src/(plugins|routes)/|${npm('fastify', '@fastify/[^/]+', 'fastify-[^/]+')}`,
      },
    ),
    rule(
      'server-adapters-behind-their-door',
      'Only server.ts, open-store.ts beside it, the command line and the start of a thread pick adapters.',
      {
        path: '^server/',
        pathNot: '^server/src/(adapters/|server\\.ts$|open-store\\.ts$|cli/|jobs/job-worker\\.ts$)',
      },
      { path: '^server/src/adapters/' },
    ),
    rule(
      'server-adapters-on-ports',
      'An adapter implements a port; it knows neither operations nor jobs nor routes.',
      { path: '^server/src/adapters/' },
      { path: '^server/src/(operations|jobs|routes)/' },
    ),

    rule(
      'nothing-imports-test',
      'Tests import everything; nothing imports a test.',
      { path: '^(engine|server|designer|rulesets|scripts)/' },
      { path: '^test/' },
    ),
    rule('rulesets-are-data', 'A ruleset is JSON and imports nothing.', { path: '^rulesets/' }, {}),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
