import type { Text } from '@jieli/engine'
import type { DocumentWrite } from '../../documents/document-store.ts'
import type { VersionEventDocument, VersionEventKind } from '../../documents/event-document.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'

/** What those who follow the feed are told of a version, to be written in the commit in which it happens. Pure. */
export function eventOfVersion(
  publication: PublicationDocument,
  told: {
    readonly kind: VersionEventKind
    /** Which time it happened to the version, from 1. */
    readonly number: number
    readonly at: string
    /** The day from which it is so. */
    readonly from: string
    /** The version in force for all then. */
    readonly applies?: string | undefined
    readonly reason?: string | undefined
  },
): DocumentWrite {
  const { id, ruleset, version, hash, manifest, pilot } = publication
  const { kind, number, at, from, applies, reason } = told
  const document: VersionEventDocument = {
    id: `${id}:${kind}:${number}`,
    revision: 1,
    county: manifest.county ?? '',
    units: (pilot?.units ?? []).map((unit) => unit.id),
    case: null,
    step: null,
    pathway: null,
    ruleset,
    version,
    bundle: hash,
    at,
    action: {
      type: 'version',
      event: `version:${kind}`,
      title: titles[kind],
      from,
      ...(applies !== undefined && applies !== version && { applies }),
      ...(reason !== undefined && { reason }),
    },
    waitingSince: `${at} 000000`,
  }
  return { kind: 'insert', collection: 'events', document }
}

const titles: Readonly<Record<VersionEventKind, Text>> = {
  published: { zh: '已发布新版本', en: 'a version was published' },
  onTrial: { zh: '新版本先在部分单位试点', en: 'a version begins in pilot units' },
  extended: { zh: '试点版本推广到全部单位', en: 'a version on trial applies to all units' },
  trialEnded: { zh: '试点结束', en: 'the trial of a version ends' },
  suspended: { zh: '版本已停用', en: 'a version was suspended' },
  restored: { zh: '版本恢复适用', en: 'a version applies again' },
  rolledBack: { zh: '版本已回退', en: 'a version was rolled back for good' },
}
