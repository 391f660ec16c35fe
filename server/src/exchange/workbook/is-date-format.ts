/** Excel's own formats for days and times: everywhere, in Chinese, Japanese and Korean, in Thai. */
const builtIn: ReadonlySet<number> = new Set([
  ...range(14, 22),
  ...range(45, 47),
  ...range(27, 36),
  ...range(50, 58),
  ...range(71, 81),
])

/** What formats for days and times are made of. */
const dateTokens: ReadonlySet<string> = new Set(
  's ss m mm mmm mmmm mmmmm h hh d dd ddd dddd am pm a p aaa aaaa aaaaa y yy yyyy e ee eeee'.split(
    ' ',
  ),
)

/** Longer than Excel lets a format be. */
const maxTemplateLength = 1000

/**
 * Whether a number in this format is a day or time: Excel keeps days as numbers and only the format tells. A template
 * with anything in it that is not for days is one for numbers. Pure.
 */
export function isDateFormat(id: number, template: string | undefined): boolean {
  if (builtIn.has(id)) return true
  if (template === undefined || template.length > maxTemplateLength) return false
  return (
    template
      .toLowerCase()
      // `;@` at the end lets text through, and a backslash shows the next character as it is.
      .replace(/;@$/, '')
      .replace(/\\./g, ' ')
      .split(';')
      .some(isDateSection)
  )
}

function isDateSection(section: string): boolean {
  const tokens = section
    .replace(/"[^"]*"/g, ' ')
    // Tenths of seconds, and times that count on beyond the day or hour.
    .replace(/(\[?[smhd]{1,2}\]?)[.,]00?0?/g, '$1')
    .replace(/\[([smhd]{1,2})\]/g, '$1')
    // Colours, conditions, languages and kinds of digits.
    .replace(/\[[^\]]*\]/g, '')
    .split(/[^a-z0#?%]+/)
    .filter((token) => token !== '')
  return tokens.length > 0 && tokens.every((token) => dateTokens.has(token))
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
