import {
  checkRuleset,
  contentHash,
  findUnsafeJson,
  formatOf,
  type Issue,
  type Layer,
  resolvePublished,
  resolveRuleset,
  type Text,
  wasErrorIn,
} from '@jieli/engine'
import type { CheckedPackageFile, ReceivedVersion, PackageRefusal } from './received-file.ts'
import { parseJson } from '../rulesets/parse-json.ts'
import { pinLayer } from './pin-layer.ts'
import { fingerprintOf, verifies } from './signing-key.ts'
import { type PackageFile, packageFileSchema, packageMessage } from './package-file.ts'

/** A file that may be used, or the one reason why not. */
export type OpenedPackageFile =
  | { readonly ok: true; readonly file: PackageFile; readonly layers: ReadonlyMap<string, Layer> }
  | { readonly ok: false; readonly refusal: PackageRefusal }

/**
 * Checks a file from elsewhere: its form, its signature and whose it is, every hash, that it resolves to the bundle it
 * claims, and that no ruleset in it is broken or crosses what it rests on. Pure.
 * @param trusted fingerprints of keys that may be believed
 */
export function openPackageFile(text: string, trusted: readonly string[]): OpenedPackageFile {
  const read = readPackageFile(text)
  if (!read.ok) return read
  const fingerprint = fingerprintOf(read.file.publicKey)
  if (!trusted.includes(fingerprint))
    return refuse('untrusted', {
      zh: `签名密钥 ${fingerprint} 不在信任之列。请与发件单位核对指纹后，用 --trust ${fingerprint} 重新导入。`,
      en: `The signing key ${fingerprint} is not trusted. Compare the fingerprint with its sender, then import again with --trust ${fingerprint}.`,
    })
  return checkContent(read.file)
}

/**
 * The same checks but for whose signature it is, which is left to the caller, with every version in the file as it
 * would be stored. Pure.
 * @param asOf the day on which the exceptions in it must still run
 */
export function checkPackageFile(text: string, asOf: string): CheckedPackageFile {
  const read = readPackageFile(text)
  if (!read.ok) return read
  const opened = checkContent(read.file, asOf)
  if (!opened.ok) return opened
  const { publicKey, ruleset, bundle } = opened.file
  return {
    ok: true,
    file: {
      publicKey,
      fingerprint: fingerprintOf(publicKey),
      about: ruleset,
      bundle,
      versions: versionsIn(opened),
    },
  }
}

function versionsIn({ file, layers }: Extract<OpenedPackageFile, { ok: true }>): ReceivedVersion[] {
  const numbers = new Map(file.layers.map(({ id, version }) => [id, version]))
  const pinned = new Map([...layers].map(([id, layer]) => [id, pinLayer(layer, numbers)]))
  return file.layers.flatMap(({ id, version }) => {
    const layer = pinned.get(id) ?? {}
    // Of the versions on the way the file tells no hash: only of the one it is about.
    const hash = id === file.ruleset.id ? file.bundle : undefined
    const published = resolvePublished(layer, (parent) => pinned.get(parent), hash)
    return published === undefined ? [] : [{ id, version, layer, ...published }]
  })
}

type ReadPackageFile =
  | { readonly ok: true; readonly file: PackageFile }
  | { readonly ok: false; readonly refusal: PackageRefusal }

/** A file in the right form whose signature fits. */
function readPackageFile(text: string): ReadPackageFile {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const { line, column, detail } = parsed.fault
    return refuse('incomplete', {
      zh: `文件不完整或已损坏（第 ${line} 行第 ${column} 列：${detail.zh}），请重新复制。`,
      en: `The file is incomplete or damaged (line ${line}, column ${column}: ${detail.en}). Please copy it again.`,
    })
  }
  const form = packageFileSchema.safeParse(parsed.value)
  if (!form.success || findUnsafeJson(parsed.value).length > 0) {
    const at = form.success ? '' : (form.error.issues[0]?.path.join('/') ?? '')
    return refuse('form', {
      zh: `这不是导出的规则集文件（${at || '名称不允许'}）。`,
      en: `This is no exported ruleset file (${at || 'a name is not allowed'}).`,
    })
  }
  const file = form.data
  if (!verifies(packageMessage(file), file.signature, file.publicKey))
    return refuse('signature', {
      zh: '签名与内容不符：文件在签名之后被改动过。',
      en: 'The signature does not match: the file was changed after it was signed.',
    })
  return { ok: true, file }
}

function checkContent(file: PackageFile, asOf?: string): OpenedPackageFile {
  const layers = new Map<string, Layer>()
  for (const { id, version, hash, layer } of file.layers) {
    const manifest = layer['manifest'] as { id?: unknown; version?: unknown } | undefined
    const named = manifest?.id === id && manifest.version === version && !layers.has(id)
    if (!named || contentHash(layer) !== hash)
      return refuse('hash', {
        zh: `“${id}”的内容与其校验值或名称不符。`,
        en: `The content of "${id}" does not match its hash or its name.`,
      })
    layers.set(id, layer as Layer)
  }
  for (const [id, layer] of layers) {
    const resolved = resolveRuleset(layer, (parent) => layers.get(parent))
    const { ruleset, parent, base } = resolved
    const issues = [
      ...resolved.issues,
      ...(ruleset === undefined
        ? []
        : checkRuleset(ruleset, {
            publishing: false,
            asOf,
            ...(parent && { parent }),
            ...(base && { base }),
          })),
    ].filter((issue) => wasErrorIn(issue, formatOf(layer)))
    if (ruleset === undefined || issues.length > 0)
      return refuse(
        'rules',
        {
          zh: `“${id}”未通过检查：${issues[0]?.message.zh ?? ''}`,
          en: `"${id}" does not pass the checks: ${issues[0]?.message.en ?? ''}`,
        },
        issues,
      )
    const own = id === file.ruleset.id
    const { version } = ruleset.manifest
    const published = own
      ? resolvePublished(layer, (above) => layers.get(above), file.bundle)
      : undefined
    if (own && (version !== file.ruleset.version || published?.hash !== file.bundle))
      return refuse('bundle', {
        zh: '各层合成的规则包与文件所称的不同。',
        en: 'The layers do not come to the bundle the file claims.',
      })
  }
  if (!layers.has(file.ruleset.id))
    return refuse('bundle', {
      zh: '文件中缺少它所称的规则集。',
      en: 'The file lacks the ruleset it is about.',
    })
  return { ok: true, file, layers }
}

function refuse(
  code: PackageRefusal['code'],
  message: Text,
  issues?: readonly Issue[],
): { readonly ok: false; readonly refusal: PackageRefusal } {
  return { ok: false, refusal: { code, message, ...(issues && { issues }) } }
}
