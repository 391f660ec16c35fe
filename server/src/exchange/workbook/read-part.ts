import type { Archive } from './open-archive.ts'
import { XmlReader, type XmlVisitor } from './read-xml.ts'

/**
 * Reads one part of a workbook from end to end.
 * @throws TableError when it is damaged, or larger in some way than it may be
 */
export async function readPart(
  archive: Archive,
  name: string,
  visitor: XmlVisitor,
  most?: number,
): Promise<void> {
  const reader = new XmlReader(name, visitor)
  for await (const bytes of archive.bytesOf(name, most)) reader.write(bytes)
  reader.end()
}
