import type { Language } from '@jieli/engine'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './en.json'
import zh from './zh.json'

const storageKey = 'jieli.language'

/** The language chosen last time; Chinese when none was. */
function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
}

function announce(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

void i18next.use(initReactI18next).init({
  resources: { zh: { translation: zh }, en: { translation: en } },
  lng: storedLanguage(),
  fallbackLng: 'zh',
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  returnNull: false,
})
announce(storedLanguage())

/** Changes the language of every screen and remembers the choice on this machine. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  announce(language)
  void i18next.changeLanguage(language)
}
