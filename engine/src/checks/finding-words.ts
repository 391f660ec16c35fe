import type { Decision } from '../model/decision.ts'
import type { DecisionEdit } from '../model/decision-edit.ts'
import { linesOf } from '../model/decision-lines.ts'
import type { Text } from '../model/text.ts'

/** Where a line stands, as people count. */
function lineNumber(decision: Decision, id: string): Text {
  const number = linesOf(decision).findIndex((line) => line.id === id) + 1
  return decision.kind === 'table'
    ? { zh: `第 ${number} 行`, en: `Row ${number}` }
    : { zh: `第 ${number} 条`, en: `Rule ${number}` }
}

/** A line as people find it: where it stands, and its title. Pure. */
export function lineName(decision: Decision, id: string): Text {
  const { zh, en } = lineNumber(decision, id)
  const title = linesOf(decision).find((line) => line.id === id)?.title
  return title === undefined ? { zh, en } : { zh: `${zh}“${title.zh}”`, en: `${en} "${title.en}"` }
}

/** Several texts as a list in a sentence. Pure. */
export function joinTexts(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') }
}

/** What the button of an edit says. Pure. */
export function editTitle(decision: Decision, edit: DecisionEdit): Text {
  switch (edit.kind) {
    case 'addLine':
      return decision.kind === 'table'
        ? { zh: '补上这一行', en: 'Add the row' }
        : { zh: '补上这一条', en: 'Add the rule' }
    case 'narrowLine': {
      const [line, from] = [lineNumber(decision, edit.line.id), lineNumber(decision, edit.from)]
      return {
        zh: `缩小${line.zh}，避开${from.zh}`,
        en: `Narrow ${line.en} to keep off ${from.en}`,
      }
    }
    case 'moveLine': {
      const before = lineNumber(decision, edit.before)
      return { zh: `移到${before.zh}之前`, en: `Move before ${before.en}` }
    }
    case 'removeLine': {
      const line = lineNumber(decision, edit.line)
      return { zh: `删除${line.zh}`, en: `Delete ${line.en}` }
    }
    case 'removeColumn':
      return { zh: '删除这一列', en: 'Delete the column' }
    case 'leaveOpen':
      return { zh: '写明都不符合时不作判断', en: 'Say that nothing is decided when none matches' }
    case 'removeOtherwise':
      return { zh: '删除“都不符合时”的规定', en: 'Delete what holds when none matches' }
  }
}
