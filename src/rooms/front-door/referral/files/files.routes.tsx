import { z } from 'zod'
import type { FieldErrors } from '../../../../design-system/index.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { documentsOf, inspect, readDocument } from '../../../../kernel/documents/index.ts'
import { go, hand, NotFound, type Reply, show } from '../../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../../thread/ids.ts'
import { concernDrafts } from '../raise/concern-draft.ts'
import { type DraftFile, draftFiles, keepFile, mostFiles, removeFile, toldIn } from './draft-files.queries.ts'
import { DraftFilesPage, FilesPage } from './files.page.tsx'

const id = z.string().refine(isId)
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>

const filesOfDraft = async (tx: Tx, draft: string): Promise<DraftFile[]> => {
  if (!(await concernDrafts.read(tx, draft))) throw new NotFound()
  return draftFiles(tx, draft)
}

const showFiles = (ask: AnyAsk, draft: string, files: readonly DraftFile[], errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Files',
      errors,
      way: { kind: 'back', href: `/concerns/draft/${draft}/check` },
      children: <DraftFilesPage draft={draft} files={files} form={{ typed: {}, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { files, errors } },
  )

/** The files of a concern: chosen while it is written, listed and opened once it is told. */
export const filesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/concerns/draft/:draft/files',
    words: 'files of a concern that is being written',
    params: z.object({ draft: id }),
    handle: async ask => showFiles(ask, ask.params.draft, await ask.tx(tx => filesOfDraft(tx, ask.params.draft))),
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/files',
    words: 'add a file to a concern',
    params: z.object({ draft: id }),
    body: anything,
    files: true,
    handle: async ask => {
      const { draft } = ask.params
      const before = await ask.tx(tx => filesOfDraft(tx, draft))
      const refuse = (message: string) => showFiles(ask, draft, before, [{ field: 'file', message }])
      const [file] = ask.files
      if (!file) return refuse('Choose a file')
      if (before.length >= mostFiles) return refuse(`One concern brings up to ${mostFiles} files`)
      // Looked at outside the transaction: a large one takes a moment.
      const inspected = await inspect(file)
      if (!inspected.ok) return refuse(inspected.refused)
      await ask.tx(async tx => {
        await filesOfDraft(tx, draft)
        await keepFile(tx, draft, inspected)
      })
      return go(`/concerns/draft/${draft}/files`)
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/files/:file/remove',
    words: 'take a file out of a concern',
    params: z.object({ draft: id, file: id }),
    body: anything,
    handle: async ask => {
      const { draft, file } = ask.params
      await ask.tx(async tx => {
        await filesOfDraft(tx, draft)
        await removeFile(tx, draft, file)
      })
      return go(`/concerns/draft/${draft}/files`)
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/:matter/files',
    words: 'files sent with a concern',
    params: z.object({ matter: id }),
    handle: async ask => {
      const files = await ask.tx(async tx => {
        const told = await toldIn(tx, ask.params.matter as SubjectId)
        if (!told) throw new NotFound()
        return documentsOf(tx, [told], ask.scanner)
      })
      const children = <FilesPage matter={ask.params.matter} files={files} />
      return show(ask.page({ title: 'Files sent with a concern', children }), { json: { files } })
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/:matter/files/:document',
    words: 'open a file sent with a concern',
    params: z.object({ matter: id, document: id }),
    handle: async ask => {
      const opened = await ask.tx(async tx => {
        const told = await toldIn(tx, ask.params.matter as SubjectId)
        if (!told) throw new NotFound()
        return {
          told,
          files: await documentsOf(tx, [told], ask.scanner),
          document: await readDocument(tx, ask.params.document, ask.scanner),
        }
      })
      if (!opened.document || !opened.files.some(one => one.id === ask.params.document)) throw new NotFound()
      if ('closed' in opened.document) return go(`/concerns/${ask.params.matter}/files`)
      return hand(opened.document)
    },
  }),
]
