import { auditActions, type AuditAction, type AuditEntry } from '@jieli/server/contracts'

/** What the actions of a kind are done to, and under which heading they are chosen. */
const kinds = {
  case: { subject: 'case', group: 'cases' },
  timer: { subject: 'case', group: 'cases' },
  link: { subject: 'link', group: 'cases' },
  decide: { subject: 'decision', group: 'cases' },
  cds: { subject: 'decision', group: 'cases' },
  duty: { subject: 'ruleset', group: 'assessment' },
  ruleset: { subject: 'ruleset', group: 'rules' },
  draft: { subject: 'ruleset', group: 'rules' },
  version: { subject: 'ruleset', group: 'rules' },
  signer: { subject: 'signer', group: 'rules' },
  jurisdiction: { subject: 'jurisdiction', group: 'rules' },
  codeMap: { subject: 'codeMap', group: 'rules' },
  units: { subject: 'ruleset', group: 'assessment' },
  table: { subject: 'ruleset', group: 'assessment' },
  run: { subject: 'run', group: 'assessment' },
  threshold: { subject: 'ruleset', group: 'assessment' },
  settlement: { subject: 'settlement', group: 'assessment' },
  user: { subject: 'account', group: 'people' },
  key: { subject: 'key', group: 'people' },
  'sign-in': { subject: 'account', group: 'signIn' },
  'sign-out': { subject: 'account', group: 'signIn' },
  session: { subject: 'account', group: 'signIn' },
  password: { subject: 'account', group: 'signIn' },
  'second-factor': { subject: 'account', group: 'signIn' },
  access: { subject: 'other', group: 'signIn' },
  webhook: { subject: 'webhook', group: 'systems' },
  job: { subject: 'job', group: 'systems' },
  'case-reads': { subject: 'search', group: 'retention' },
  person: { subject: 'patient', group: 'retention' },
  hold: { subject: 'hold', group: 'retention' },
  erasure: { subject: 'erasure', group: 'retention' },
  retention: { subject: 'county', group: 'retention' },
  audit: { subject: 'other', group: 'server' },
  store: { subject: 'other', group: 'server' },
  upgrade: { subject: 'ruleset', group: 'server' },
} as const satisfies Record<KindOf<AuditAction>, { subject: string; group: string }>

type KindOf<Action extends string> = Action extends `${infer Kind}.${string}` ? Kind : Action
type Kind = keyof typeof kinds
export type Subject = (typeof kinds)[Kind]['subject']
type Group = (typeof kinds)[Kind]['group']

/** What sort of thing an entry's target is; an action of a later version may be about anything. Pure. */
export function subjectOf({ action, target }: Pick<AuditEntry, 'action' | 'target'>): Subject {
  const kind = kindOf(action)
  if (kind === undefined || action === 'ruleset.import.refuse') return 'other'
  // A link opens a case, or the pathway that one begins on.
  if (kind === 'link') return target.includes('/') ? 'link' : 'case'
  return kinds[kind].subject
}

/** Every action, under the headings they are chosen by. */
export const actionGroups: ReadonlyMap<Group, readonly AuditAction[]> = Map.groupBy(
  auditActions,
  (action) => kinds[kindOf(action) ?? 'audit'].group,
)

function kindOf(action: string): Kind | undefined {
  const [kind = ''] = action.split('.')
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : undefined
}
