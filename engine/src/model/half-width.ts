/** Full-width digits, signs and letters as their ordinary forms: １２．５％ is 12.5%. Pure. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0),
    )
    .replaceAll('\u3000', ' ')
    .replaceAll(/[\u2212\u2013]/g, '-')
    .replaceAll('￥', '¥')
    .trim()
}
