import { decide, sent } from './gallery/concern.tsx'
import { form } from './gallery/form.tsx'
import { learn } from './gallery/learn.tsx'
import { work } from './gallery/work.tsx'

/** The pages of the gallery: every component of the design system, for looking and for the accessibility tests. */
export const galleryPages = { work, form, decide, sent, learn } as const

export type GalleryPage = keyof typeof galleryPages
