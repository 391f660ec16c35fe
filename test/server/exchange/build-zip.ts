import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive that is put together by hand, so that it may lie. */
export interface ZipFile {
  readonly name: string
  readonly content: Uint8Array | string
  /** 8 is deflate, 0 is stored. */
  readonly method?: 0 | 8
  /** General purpose bits; 1 says that it is encrypted. */
  readonly flags?: number
  /** What the archive says it unpacks to, where that is not the truth. */
  readonly claimedSize?: number
  /** What the archive says its checksum is, where that is not the truth. */
  readonly claimedCrc?: number
}

export interface ZipOptions {
  /** Sizes and places in the fields of the 64-bit form. */
  readonly zip64?: boolean
  /** How many files the archive says it has, where that is not the truth. */
  readonly claimedCount?: number
}

/** A zip archive, byte by byte. */
export function buildZip(files: readonly ZipFile[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const content = Buffer.from(file.content)
    const method = file.method ?? 8
    const packed = method === 0 ? content : deflateRawSync(content, { level: 1 })
    const known = {
      name: Buffer.from(file.name),
      method,
      flags: file.flags ?? 0,
      crc: file.claimedCrc ?? crc32(content),
      packed: packed.length,
      size: file.claimedSize ?? content.length,
      offset,
      zip64: options.zip64 === true,
    }
    const local = localHeader(known)
    parts.push(local, packed)
    directory.push(directoryHeader(known))
    offset += local.length + packed.length
  }
  const central = Buffer.concat(directory)
  const count = options.claimedCount ?? files.length
  return Buffer.concat([...parts, central, end({ count, central, offset, options })])
}

interface Known {
  readonly name: Buffer
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
  readonly zip64: boolean
}

const unsaid = 0xffff_ffff

function localHeader({ name, method, flags, crc, packed, size }: Known): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function directoryHeader({ name, method, flags, crc, packed, size, offset, zip64 }: Known): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x0201_4b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(zip64 ? unsaid : packed, 20)
  header.writeUInt32LE(zip64 ? unsaid : size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(zip64 ? unsaid : offset, 42)
  if (!zip64) return Buffer.concat([header, name])
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packed), 12)
  extra.writeBigUInt64LE(BigInt(offset), 20)
  header.writeUInt16LE(extra.length, 30)
  return Buffer.concat([header, name, extra])
}

function end(said: {
  readonly count: number
  readonly central: Buffer
  readonly offset: number
  readonly options: ZipOptions
}): Buffer {
  const { count, central, offset, options } = said
  const short = Buffer.alloc(22)
  short.writeUInt32LE(0x0605_4b50, 0)
  short.writeUInt16LE(Math.min(count, 0xffff), 8)
  short.writeUInt16LE(Math.min(count, 0xffff), 10)
  short.writeUInt32LE(central.length, 12)
  short.writeUInt32LE(options.zip64 === true ? unsaid : offset, 16)
  if (options.zip64 !== true) return short
  const long = Buffer.alloc(56)
  long.writeUInt32LE(0x0606_4b50, 0)
  long.writeBigUInt64LE(44n, 4)
  long.writeUInt16LE(45, 12)
  long.writeUInt16LE(45, 14)
  long.writeBigUInt64LE(BigInt(count), 24)
  long.writeBigUInt64LE(BigInt(count), 32)
  long.writeBigUInt64LE(BigInt(central.length), 40)
  long.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + central.length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([long, locator, short])
}
