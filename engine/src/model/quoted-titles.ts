import type { Text } from './text.ts'

/** Titles one after another, each in quotation marks: “甲”、“乙”. Pure. */
export function quotedTitles(titles: readonly Text[]): Text {
  return {
    zh: titles.map(({ zh }) => `“${zh}”`).join('、'),
    en: titles.map(({ en }) => `"${en}"`).join(', '),
  }
}
