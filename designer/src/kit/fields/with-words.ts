import type { Text } from '@jieli/engine'

/** The text with its words in one language changed. What is given in one language only is the same in the other. Pure. */
export function withWords(text: Text, language: 'zh' | 'en', words: string): Text {
  const given = words.trim()
  const next =
    language === 'zh'
      ? { zh: given, en: text.en === text.zh ? given : text.en }
      : { zh: text.zh, en: given }
  return { zh: next.zh || next.en, en: next.en || next.zh }
}
