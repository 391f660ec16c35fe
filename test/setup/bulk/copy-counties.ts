import { createBundle, type Layer, type Manifest } from '@jieli/engine'
import { publicationId } from '../../../server/src/operations/context/bundle-cache.ts'
import type {
  BundleDocument,
  PublicationDocument,
} from '../../../server/src/documents/publication-document.ts'
import { withoutMark } from '../../../server/src/audit/document-mark.ts'
import type { BulkWriter } from './bulk-writer.ts'

/** A county with its published ruleset. */
export interface FilledCounty {
  readonly ruleset: string
  readonly county: string
  readonly version: string
  readonly hash: string
}

/**
 * Publishes a county's ruleset again for so many more counties, each under an id, a title and a hash of its own:
 * written as the publish gate writes it, without the gate, which the first has passed.
 * @returns the county itself and all the others
 */
export async function copyCounties(
  writer: BulkWriter,
  asked: { readonly ruleset: string; readonly version: string; readonly more: number },
): Promise<readonly FilledCounty[]> {
  const { store } = writer
  const id = publicationId(asked.ruleset, asked.version)
  const publication = await store.get<PublicationDocument>('publications', id)
  const bundle = publication && (await store.get<BundleDocument>('bundles', publication.bundle))
  if (publication === undefined || bundle === undefined) throw new Error(`${id} is not published.`)
  const counties = [countyOf(publication)]
  for (let at = 1; at <= asked.more; at++) {
    const copied = copyOf(publication, bundle, String(at).padStart(3, '0'))
    await writer.insertContent('bundles', copied.bundle)
    await writer.insert('publications', [copied.publication])
    counties.push(countyOf(copied.publication))
  }
  return counties
}

function copyOf(publication: PublicationDocument, bundle: BundleDocument, name: string) {
  const manifest: Manifest = {
    ...publication.manifest,
    id: `${publication.ruleset}-${name}`,
    county: `${publication.manifest.county ?? 'county'}-${name}`,
    title: {
      zh: `${publication.manifest.title.zh} ${name}`,
      en: `${publication.manifest.title.en} ${name}`,
    },
  }
  const { id, county, title } = manifest
  const own = ([path, from]: [string, string]) => [path, from === bundle.ruleset ? id : from]
  const { origin, hash } = createBundle(
    { ...bundle.content, manifest },
    Object.fromEntries(Object.entries(bundle.origin).map(own)) as typeof bundle.origin,
  )
  const copied: BundleDocument = {
    ...(withoutMark(bundle) as BundleDocument),
    id: `bundle of ${id}`,
    ruleset: id,
    hash,
    layer: {
      ...bundle.layer,
      manifest: { ...(bundle.layer['manifest'] as Layer), id, county, title },
    } as Layer,
    content: { ...bundle.content, manifest },
    origin,
  }
  return {
    bundle: copied,
    publication: {
      ...(withoutMark(publication) as PublicationDocument),
      id: publicationId(id, publication.version),
      ruleset: id,
      hash,
      bundle: copied.id,
      manifest,
    } satisfies PublicationDocument,
  }
}

function countyOf({ ruleset, version, hash, manifest }: PublicationDocument): FilledCounty {
  return { ruleset, version, hash, county: manifest.county ?? '' }
}
