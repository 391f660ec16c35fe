/**
 * How much of a workbook is read before it is refused. Each is far above what a table of a county needs and low enough
 * for a server that others wait for; a table that is longer belongs into a CSV text.
 */
export const workbookLimits = {
  /** Of the file as it is sent. */
  bytes: 50_000_000,
  /** Files in the archive: a workbook of 255 sheets with their drawings has fewer. */
  files: 5000,
  /** Of all files unpacked, counted while they are. */
  unpackedBytes: 200_000_000,
  /** Of one unpacked part that lists styles, sheets or relations. */
  smallPartBytes: 20_000_000,
  sharedTexts: 2_000_000,
  /** Blank ones included. */
  cells: 10_000_000,
  /** How many characters of XML may pass without a tag, an attribute or a text having ended. */
  xmlPiece: 1_000_000,
  xmlDepth: 64,
  /** Of one tag. */
  xmlAttributes: 100,
} as const

/** The last row and column an Excel sheet has. */
export const lastExcelRow = 1_048_576
export const lastExcelColumn = 16_384
