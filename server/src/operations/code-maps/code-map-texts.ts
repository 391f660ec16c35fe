import type { Text } from '@jieli/engine'
import type { CodeEdition, CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapEntry } from '../../exchange/code-map-entry.ts'

/** "I21.900 (clinical) → I21.9 (insurance), by the map …": what a mapped code was, and what says so. */
export function mappedText(code: string, target: string, map: CodeMapDocument): Text {
  const { source, target: edition, title, document } = map
  return {
    zh: `${shown(code)}（${source.name}）→ ${target}（${edition.name}），按编码对照“${title}”（《${document.title}》，${document.on}）`,
    en: `${shown(code)} (${source.name}) → ${target} (${edition.name}), by the code map "${title}" (${document.title}, ${document.on})`,
  }
}

/** Why a code is not mapped: several targets, none, or not in the map. */
export function notMapped(
  code: string,
  { source, target, title }: CodeMapDocument,
  entry: CodeMapEntry | undefined,
): Text {
  const zh = `${shown(code)}（${source.name}）`
  const en = `${shown(code)} (${source.name})`
  if (entry === undefined)
    return {
      zh: `${zh}不在编码对照“${title}”里，不知道是哪个${target.name}代码，未予采用`,
      en: `${en} is not in the code map "${title}", so its code in ${target.name} is not known and it was left aside`,
    }
  if (entry.targets.length === 0)
    return {
      zh: `${zh}在编码对照“${title}”里没有对应的${target.name}代码，未予采用`,
      en: `${en} has no code in ${target.name} by the code map "${title}", and was left aside`,
    }
  const codes = entry.targets.map((each) => each.code)
  return {
    zh: `${zh}在编码对照“${title}”里对应几个${target.name}代码（${codes.join('、')}），不能确定是哪一个，未予采用；请直接送${target.name}代码`,
    en: `${en} stands for several codes in ${target.name} by the code map "${title}" (${codes.join(', ')}); which one is not known, so it was left aside. Please send the code in ${target.name}`,
  }
}

/** Why a coding is of none of the editions that the maps know. */
export function versionText(
  {
    system,
    version,
  }: { readonly system?: string | undefined; readonly version?: string | undefined },
  among: readonly CodeEdition[],
): Text {
  const editions = among.map(({ name, version: of }) => ({ name, of: of ?? '—' }))
  const zh = editions.map(({ name, of }) => `${name}：${of}`).join('、')
  const en = editions.map(({ name, of }) => `${name}: ${of}`).join(', ')
  return version === undefined
    ? {
        zh: `编码没有写明版本（Coding.version），分不清是哪一种（${zh}），未予采用`,
        en: `a coding names no version (Coding.version), so which of these it is is not known (${en}), and it was left aside`,
      }
    : {
        zh: `编码写明的版本“${shown(version)}”（${shown(system ?? '—')}）不是有对照的版本（${zh}），未予采用`,
        en: `a coding names the version "${shown(version)}" of ${shown(system ?? '—')}, which no code map is about (${en}), and was left aside`,
      }
}

/** Why a code is not read: nobody has brought in how its system stands to the rules. */
export function unknownSystem({
  system = '—',
  version,
  code = '—',
}: {
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly code?: string | undefined
}): Text {
  const edition = shown(version === undefined ? system : `${system}|${version}`)
  return {
    zh: `${shown(code)}：没有启用的编码对照涉及“${edition}”，不知道它在规则里是哪个代码，未予采用`,
    en: `${shown(code)}: no code map in use is about "${edition}", so which code of the rules it is is not known, and it was left aside`,
  }
}

/** One thing is coded by codes that mean different ones. */
export function severalCodes(codes: readonly string[]): Text {
  const both = shown(codes.join(', '))
  return {
    zh: `同一项有几个不同的编码（${both}），未予采用`,
    en: `one thing has several codes (${both}) and was left aside`,
  }
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
