/** Signs that are not taken for one another when read aloud or copied by hand; 32, so that each is as likely. */
const signs = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A first password that nobody guesses, easily read: four groups of four. */
export function newPassword(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(16))
  const letters = [...drawn].map((number) => signs[number % signs.length]).join('')
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-')
}
