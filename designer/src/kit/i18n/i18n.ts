import type { Language } from '@jieli/engine'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

const storageKey = 'jieli.language'

/** Loaded when it is first needed: most people read one language for good. */
const dictionaries = {
  zh: async () => (await import('./zh.json')).default,
  en: async () => (await import('./en.json')).default,
} as const satisfies Record<Language, () => Promise<object>>

/** The language chosen last time; Chinese when none was. */
function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
}

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await dictionaries[language]())
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  await i18next.changeLanguage(language)
}

/** Brings in the words of the language chosen last time: before anything is shown. */
export async function beginLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: storedLanguage(),
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await show(storedLanguage())
}

/** Changes the language of every screen and remembers the choice on this machine. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  void show(language)
}
