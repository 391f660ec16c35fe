import type { FormulaIssue } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'

/** Signs people type that mean a sign of formulas, besides the full-width forms of ASCII. */
const plainForms: Readonly<Record<string, string>> = {
  '÷': '/',
  '∕': '/',
  '×': '*',
  '∗': '*',
  '·': '*',
  '−': '-',
  '–': '-',
  '—': '-',
  '≤': '<=',
  '≦': '<=',
  '≥': '>=',
  '≧': '>=',
  '≠': '!=',
  '、': ',',
  '。': '.',
  '【': '(',
  '】': ')',
  '\u3000': ' ',
  '\u00A0': ' ',
}

const foreign = /(?:[\uFF01-\uFF04\uFF06-\uFF5E\u3000\u00A0÷∕×∗·−–—≤≦≥≧≠、。【】])+/gu
const percent = /[%\uFF05‰]/gu

/** The run of signs in half-width form, the way formulas write them. */
function plain(run: string): string {
  return Array.from(run)
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 0
      const wide = code >= 0xff01 && code <= 0xff5e
      return plainForms[sign] ?? (wide ? String.fromCodePoint(code - 0xfee0) : sign)
    })
    .join('')
}

/**
 * Full-width digits, letters and operators, and percent signs: looked for before anything else, because FEEL takes
 * most of them for letters of a name. Pure.
 */
export function characterIssues(text: string): readonly FormulaIssue[] {
  const wide = [...text.matchAll(foreign)].map((found) =>
    formulaIssue('FORMULA_CHARACTER', text, spanOf(found), { plain: plain(found[0]) }),
  )
  const percents = [...text.matchAll(percent)].map((found) =>
    formulaIssue('FORMULA_PERCENT', text, spanOf(found)),
  )
  return [...wide, ...percents].toSorted((a, b) => a.from - b.from).slice(0, 20)
}

function spanOf(found: RegExpExecArray): { from: number; to: number } {
  return { from: found.index, to: found.index + found[0].length }
}
