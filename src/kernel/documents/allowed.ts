/** What may be kept as a document: by which endings it is known, how it is served, and what people call it. All else is refused. */
export const allowed = {
  pdf: { endings: ['pdf'], mime: 'application/pdf', words: 'PDF' },
  png: { endings: ['png'], mime: 'image/png', words: 'PNG picture' },
  jpeg: { endings: ['jpg', 'jpeg'], mime: 'image/jpeg', words: 'JPEG picture' },
  heic: { endings: ['heic', 'heif'], mime: 'image/heic', words: 'HEIC picture' },
  docx: {
    endings: ['docx'],
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    words: 'Word document',
  },
  xlsx: { endings: ['xlsx'], mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', words: 'Excel workbook' },
  odt: { endings: ['odt'], mime: 'application/vnd.oasis.opendocument.text', words: 'OpenDocument text' },
  txt: { endings: ['txt'], mime: 'text/plain; charset=utf-8', words: 'plain text' },
  eml: { endings: ['eml'], mime: 'message/rfc822', words: 'saved e-mail' },
} as const satisfies Record<string, { endings: readonly string[]; mime: string; words: string }>

export type DocumentType = keyof typeof allowed

/** The largest document, in bytes (our own choice: 25 MB). */
export const largestDocument = 25 * 1024 * 1024

/** What a form says beside the field for a file. */
export const allowedInWords = 'PDF, Word, Excel, OpenDocument text, plain text, saved e-mail, or a PNG, JPEG or HEIC picture, up to 25 MB'
