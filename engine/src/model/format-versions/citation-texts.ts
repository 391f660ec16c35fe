import { isJsonObject, type Json } from '../json.ts'

/** A citation of format 1, `{"clause": "DP-39", "document": "district-plan"}`, as one text. */
function citationText(cite: Json): Json {
  if (!isJsonObject(cite)) return cite
  const { clause, document } = cite
  return typeof clause === 'string' && typeof document === 'string' ? `${document}#${clause}` : cite
}

/**
 * The same content with every citation as one text, `district-plan#DP-39`: of rulesets of format 1, and of results that
 * were computed and stored with them. Pure.
 */
export function citationTexts(value: Json): Json {
  if (Array.isArray(value)) return value.map(citationTexts)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'cites' && Array.isArray(inner) ? inner.map(citationText) : citationTexts(inner),
    ]),
  )
}
