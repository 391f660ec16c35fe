/**
 * Everything that can be said about a table that is brought in, by its stable code. A `problem` keeps the whole table
 * out; a `note` tells how something was read. `docs/errors.md` is kept equal to this list by a test.
 */
export const tableProblemCatalogue = {
  FILE_UNKNOWN: {
    severity: 'problem',
    zh: '不知道文件“{actual}”是什么表。{suggestion}表的名称是 units、values、events 或 cases-路径编号；不用的表请移出文件夹。',
    en: 'It is not clear what table the file "{actual}" is. {suggestion} Tables are named units, values, events or cases-<pathway>; please move others out of the folder.',
  },
  FILE_MISSING: {
    severity: 'problem',
    zh: '文件夹里没有 {actual}（单位名单）。',
    en: 'The folder has no {actual} (the list of units).',
  },
  TABLE_FORMAT: {
    severity: 'problem',
    zh: '文件不是{expected}：{detail}。',
    en: 'The file is not {expected}: {detail}.',
  },
  TABLE_ENCODING: {
    severity: 'problem',
    zh: '文件的文字编码既不是 UTF-8，也不是 GB18030，无法可靠读出。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”。',
    en: 'The text is neither UTF-8 nor GB18030 and cannot be read reliably. In Excel, save it as "CSV UTF-8 (comma delimited)".',
  },
  TABLE_TOO_LARGE: {
    severity: 'problem',
    zh: '文件过大（上限 {limit}）。请分成几个文件。',
    en: 'The file is too large (at most {limit}). Please split it.',
  },
  TABLE_TOO_MANY_ROWS: {
    severity: 'problem',
    zh: '行数超过上限 {limit}。请分成几个文件。',
    en: 'There are more than {limit} rows. Please split the file.',
  },
  TABLE_TOO_MANY_COLUMNS: {
    severity: 'problem',
    zh: '列数超过上限 {limit}。若是误填在很远的一格，请清除；若是漏写了换行，请补上。',
    en: 'There are more than {limit} columns. Please clear a stray cell far to the right, or put in the line breaks that are missing.',
  },
  TABLE_EMPTY: {
    severity: 'problem',
    zh: '表中没有表头。第一行应为各列的名称。',
    en: 'The table has no header. The first row must name the columns.',
  },
  TABLE_DELIMITER: {
    severity: 'problem',
    zh: '各列须用英文逗号分隔，这份文件像是用“{actual}”分隔的。',
    en: 'Columns must be separated by commas; this file seems to use "{actual}".',
  },
  TABLE_MALFORMED: {
    severity: 'problem',
    zh: '这一行的引号不配对或位置不对。内容中有逗号、换行或引号时，整格用英文双引号括起，格内的引号写两遍。',
    en: 'The quotes of this row do not match. A cell with a comma, line break or quote stands in double quotes, and a quote inside it is written twice.',
  },
  ROW_TOO_LONG: {
    severity: 'problem',
    zh: '从这里开始的一行超过 {limit} 个字符。多半是引号没有配对，或缺少换行。',
    en: 'The row that begins here is longer than {limit} characters. A quote may not be closed, or a line break may be missing.',
  },
  WORKBOOK_TOO_MANY_FILES: {
    severity: 'problem',
    zh: '工作簿里的文件超过 {limit} 个。请只留要导入的工作表，另存一份。',
    en: 'The workbook holds more than {limit} files. Please keep only the sheet to be brought in and save it anew.',
  },
  WORKBOOK_PART_TOO_LARGE: {
    severity: 'problem',
    zh: '工作簿里的“{actual}”解压后超过上限 {limit}。请把数据粘贴为数值到新的工作簿，再导入。',
    en: 'The part "{actual}" of the workbook unpacks to more than {limit}. Please paste the figures as values into a new workbook.',
  },
  WORKBOOK_TOO_MANY_TEXTS: {
    severity: 'problem',
    zh: '工作簿里不同的文字超过 {limit} 条。请分成几个文件，或存为 CSV。',
    en: 'The workbook holds more than {limit} different texts. Please split it, or save it as CSV.',
  },
  WORKBOOK_TOO_MANY_CELLS: {
    severity: 'problem',
    zh: '读到这一行时，单元格（含空格子）已超过上限 {limit}。请删去表格以外设了格式的空白行和列，或分成几个文件。',
    en: 'By this row there are more than {limit} cells, blank ones included. Please delete formatted blank rows and columns outside the table, or split the file.',
  },
  WORKBOOK_XML_PIECE: {
    severity: 'problem',
    zh: '工作簿的“{actual}”里有一处连续超过 {limit} 个字符，不是 Excel 存出的样子。请用 Excel 打开并另存一份。',
    en: 'The part "{actual}" of the workbook has a piece of more than {limit} characters, which Excel never writes. Please open it in Excel and save it anew.',
  },
  WORKBOOK_XML_DEPTH: {
    severity: 'problem',
    zh: '工作簿的“{actual}”嵌套超过 {limit} 层，不是 Excel 存出的样子。请用 Excel 打开并另存一份。',
    en: 'The part "{actual}" of the workbook is nested more than {limit} deep, which Excel never does. Please open it in Excel and save it anew.',
  },
  WORKBOOK_XML_ATTRIBUTES: {
    severity: 'problem',
    zh: '工作簿的“{actual}”里有一处属性超过 {limit} 个，不是 Excel 存出的样子。请用 Excel 打开并另存一份。',
    en: 'The part "{actual}" of the workbook has a tag with more than {limit} attributes, which Excel never writes. Please open it in Excel and save it anew.',
  },
  WORKBOOK_XML_DOCTYPE: {
    severity: 'problem',
    zh: '工作簿的“{actual}”里有文档类型声明（DOCTYPE），为安全起见不予读取。请用 Excel 打开并另存一份。',
    en: 'The part "{actual}" of the workbook declares a document type (DOCTYPE), which is not read, for safety. Please open it in Excel and save it anew.',
  },
  COLUMN_UNKNOWN: {
    severity: 'problem',
    zh: '没有名为“{actual}”的列。{suggestion}',
    en: 'There is no column named "{actual}". {suggestion}',
  },
  COLUMN_AMBIGUOUS: {
    severity: 'problem',
    zh: '有几列都叫“{actual}”，请改写列的名称：{names}。',
    en: 'Several columns are titled "{actual}". Please use the name instead: {names}.',
  },
  COLUMN_TWICE: {
    severity: 'problem',
    zh: '列“{actual}”出现了两次。',
    en: 'The column "{actual}" appears twice.',
  },
  COLUMN_MISSING: {
    severity: 'problem',
    zh: '缺少必需的列“{title}”（{name}）。',
    en: 'The column "{title}" ({name}) is missing.',
  },
  COLUMN_UNNAMED: {
    severity: 'problem',
    zh: '这一格所在的列没有名称。可能是内容里的逗号没有加引号，把一格拆成了两格。',
    en: 'This cell stands in a column without a name. A comma in the text may have split one cell into two.',
  },
  CELL_MERGED: {
    severity: 'problem',
    zh: '单元格 {actual} 是合并单元格，无法判断属于哪一行。请取消合并，逐行填写。',
    en: 'The cells {actual} are merged, so it is not clear to which row the value belongs. Please unmerge them and fill each row.',
  },
  CELL_FORMULA: {
    severity: 'problem',
    zh: '单元格 {cell} 是公式。请复制后“选择性粘贴—数值”，以免导入的数与所见的不同。',
    en: 'The cell {cell} holds a formula. Please paste it as a value, so that what is brought in is what you see.',
  },
  CELL_ERROR: {
    severity: 'problem',
    zh: '单元格 {cell} 是错误值 {actual}。请更正；没有数据就留空。',
    en: 'The cell {cell} holds the error {actual}. Please mend it, or leave it empty if there is no figure.',
  },
  CELL_PRECISION: {
    severity: 'problem',
    zh: '数字超过 15 位，Excel 只保存前 15 位。请把这一格设为文本后重新填写。',
    en: 'The number has more than 15 digits, of which Excel keeps only 15. Please format the cell as text and enter it again.',
  },
  CELL_DATE: {
    severity: 'problem',
    zh: '单元格 {cell} 设成了日期格式，但“{actual}”不是 1900 年至 9999 年之间的日期。请更正这一格。',
    en: 'The cell {cell} is formatted as a date, but "{actual}" is no date between the years 1900 and 9999. Please mend it.',
  },
  CELL_TEXT_BROKEN: {
    severity: 'problem',
    zh: '单元格 {cell} 的文字里有损坏的字符（只有半个）。请删去这一格，重新填写。',
    en: 'The text of the cell {cell} holds half a character. Please delete the cell and enter it again.',
  },
  CELL_REQUIRED: {
    severity: 'problem',
    zh: '“{title}”不能为空。',
    en: '"{title}" may not be empty.',
  },
  CELL_TYPE: {
    severity: 'problem',
    zh: '“{title}”应填{expected}。',
    en: '"{title}" must be {expected}.',
  },
  CELL_SEPARATOR: {
    severity: 'problem',
    zh: '看不出逗号是千分位还是小数点。请去掉逗号，例如 1234.50。',
    en: 'It is not clear whether the comma groups thousands or marks decimals. Please leave it out, as in 1234.50.',
  },
  CELL_TOO_LARGE: {
    severity: 'problem',
    zh: '“{title}”的数值超出可以精确计算的范围（上限 {limit}）。请核对单位。',
    en: '"{title}" is beyond what can be computed exactly (at most {limit}). Please check the unit.',
  },
  CELL_TOO_LONG: {
    severity: 'problem',
    zh: '这一格的文字超过 {limit} 个字符。',
    en: 'The text of this cell is longer than {limit} characters.',
  },
  CELL_RANGE: {
    severity: 'problem',
    zh: '“{title}”超出允许范围 {range}。',
    en: '"{title}" is outside the allowed range {range}.',
  },
  CELL_NOT_LISTED: {
    severity: 'problem',
    zh: '“{title}”只能是：{allowed}。',
    en: '"{title}" must be one of: {allowed}.',
  },
  UNIT_UNKNOWN: {
    severity: 'problem',
    zh: '没有编号为“{actual}”的单位。{suggestion}',
    en: 'There is no unit "{actual}". {suggestion}',
  },
  UNIT_PARENT: {
    severity: 'problem',
    zh: '上级单位“{actual}”不在表中，或上下级互相包含。',
    en: 'The parent "{actual}" is not in the table, or the units contain each other.',
  },
  FACT_UNKNOWN: {
    severity: 'problem',
    zh: '规则集没有名为“{actual}”的数据项。{suggestion}',
    en: 'The ruleset has no fact named "{actual}". {suggestion}',
  },
  EVENT_UNKNOWN: {
    severity: 'problem',
    zh: '没有计价或奖励依据事件“{actual}”。{suggestion}',
    en: 'No price or incentive rests on the event "{actual}". {suggestion}',
  },
  PERIOD_MALFORMED: {
    severity: 'problem',
    zh: '“{actual}”不是期间。月写作 2025-01，季写作 2025-Q1，半年写作 2025-H1，年写作 2025。',
    en: '"{actual}" is not a period. Write 2025-01 for a month, 2025-Q1, 2025-H1, or 2025.',
  },
  CODES_MISSING: {
    severity: 'problem',
    zh: '表里没有代码。请每行填写一个代码和它的名称。',
    en: 'The table lists no codes. Please write one code and its name in each row.',
  },
  CODES_TOO_MANY: {
    severity: 'problem',
    zh: '一张代码表最多 {limit} 个代码，这一行已超过。请只保留本地用得到的代码。',
    en: 'A code list holds at most {limit} codes, and this row is beyond. Please keep only those that are used here.',
  },
  CODE_MAP_EMPTY: {
    severity: 'problem',
    zh: '表里没有对照。请每行填写一个原代码和它的目标代码。',
    en: 'The table maps no code. Please write one source code and its target code in each row.',
  },
  CODE_MAP_TARGET_EMPTY: {
    severity: 'problem',
    zh: '“{title}”是空的。这个代码若没有对应，请在“对应关系”一列写“无”；空格不会被当作没有对应。',
    en: 'The {title} is empty. If nothing corresponds to this code, write "none" in the column "kind"; an empty cell is not taken for it.',
  },
  CODE_MAP_NONE_TOO: {
    severity: 'problem',
    zh: '“{actual}”在这一行没有对应，在别的行又有目标代码。请只保留其中一种。',
    en: '"{actual}" has no target in this row, and one in another. Please keep one of them.',
  },
  CODE_MAP_KIND: {
    severity: 'problem',
    zh: '这一行写的是“{said}”，按全表各行却是“{found}”。请核对是否漏了行，或把这一格留空。',
    en: 'This row says "{said}", and by the rows of the table it is "{found}". Please check whether a row is missing, or leave the cell empty.',
  },
  ROW_TWICE: {
    severity: 'problem',
    zh: '与第 {other} 行重复：{what}。',
    en: 'The same as row {other}: {what}.',
  },
  NUMERATOR_ABOVE: {
    severity: 'problem',
    zh: '“{indicator}”的分子 {actual} 大于分母 {denominator}（第 {other} 行）。',
    en: '"{indicator}": the numerator {actual} is above the denominator {denominator} (row {other}).',
  },
  COMPLETENESS_MALFORMED: {
    severity: 'problem',
    zh: '完整度写作“已核实数/总数”，例如 98/100，前者不大于后者。',
    en: 'Completeness is written "judged/all", such as 98/100, the first not above the second.',
  },
  NOTE_DECODED: {
    severity: 'note',
    zh: '文件的文字编码是 GB18030，已按此读出。',
    en: 'The text is encoded in GB18030 and was read so.',
  },
  NOTE_FULL_WIDTH: {
    severity: 'note',
    zh: '全角字符“{actual}”按“{read}”读取。',
    en: 'Full-width "{actual}" was read as "{read}".',
  },
  NOTE_SEPARATOR: {
    severity: 'note',
    zh: '“{actual}”中的千分位逗号或货币符号已略去，按“{read}”读取。',
    en: 'The separators or currency sign of "{actual}" were left out: read as "{read}".',
  },
  NOTE_SHARE: {
    severity: 'note',
    zh: '“{actual}”按 {read} 读取。',
    en: '"{actual}" was read as {read}.',
  },
  NOTE_NUMERATOR_ABOVE: {
    severity: 'note',
    zh: '“{indicator}”的分子 {actual} 大于分母 {denominator}（第 {other} 行），请核对。',
    en: '"{indicator}": the numerator {actual} is above the denominator {denominator} (row {other}). Please check.',
  },
} as const satisfies Record<string, TableProblemEntry>

interface TableProblemEntry {
  readonly severity: 'problem' | 'note'
  readonly zh: string
  readonly en: string
}

export type TableProblemCode = keyof typeof tableProblemCatalogue
