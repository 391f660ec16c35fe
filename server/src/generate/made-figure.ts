/** A made-up figure: a number in the fact's smallest unit, a share per ten thousand, or a word. */
export type MadeFigure = number | boolean | string
