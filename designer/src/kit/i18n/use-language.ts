import type { Language, Text } from '@jieli/engine'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** The language on screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh'
}

/** Picks the language on screen from a `Text`; a missing text reads as the fallback. */
export function useText(): (text: Text | undefined, fallback?: string) => string {
  const language = useLanguage()
  return useCallback((text, fallback = '') => text?.[language] ?? fallback, [language])
}
