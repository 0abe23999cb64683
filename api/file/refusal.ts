/** Why a file is not taken: the closed list; the words stand in api/fieldMessage.ts. */
export const fileRefusals = [
  /** No file in the form. */
  'file.required',
  /** More than one. */
  'file.one',
  /** 0 bytes. */
  'file.empty',
  /** Params: most (MB). */
  'file.too-large',
  /** Not on the list of api/file/kind.ts. */
  'file.type',
  /** The name, or the browser, says another type than the bytes. */
  'file.mismatch',
  /** Two formats in one file, or markup inside one. */
  'file.double',
  /** Something behind the end of a picture or document. */
  'file.trailing',
  /** Scripts, actions, embedded files, links that load something when opened. */
  'file.active',
  'file.macros',
  /** Encrypted: what is inside cannot be looked at. */
  'file.locked',
  /** Damaged, or written in a way that cannot be looked into. */
  'file.unreadable',
  'file.animated',
  /** Params: most (million pixels). */
  'file.pixels',
  /** Text that is not UTF-8. */
  'file.encoding',
] as const

export type FileRefusal = (typeof fileRefusals)[number]

/** How large a file may be and become. */
export interface FileLimits {
  /** Bytes of the file itself. */
  mostBytes: number
  /** Pixels of a picture, as its headers say: a small file can unfold to gigabytes in a reader's browser. */
  mostPixels: number
  /** Bytes of an Office file's parts, unpacked. */
  mostUnpacked: number
}

/** 64 million pixels let every ordinary phone's photo pass. */
export const fileLimits: FileLimits = {
  mostBytes: 10 * 1024 * 1024,
  mostPixels: 64_000_000,
  mostUnpacked: 100 * 1024 * 1024,
}
