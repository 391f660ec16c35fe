import type { Authority } from './authority.ts'
import type { Text } from './text.ts'

/** What each layer of government is called in a message. */
export const authorityTitles: Readonly<Record<Authority, Text>> = {
  nation: { zh: '国家', en: 'nation' },
  province: { zh: '省', en: 'province' },
  city: { zh: '市', en: 'city' },
  county: { zh: '县（区）', en: 'county' },
}
