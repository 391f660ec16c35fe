/** What the file or folder of a list is called: `redLines` lies in `red-lines.json` or `red-lines/`. Pure. */
export function listFileName(list: string): string {
  return list.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
