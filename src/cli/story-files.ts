import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { book } from '../rooms/book.ts'
import { readStory, type Story, type Trouble } from '../thread/stories/index.ts'

/** The story files at a place: itself, or every .json file in the folder and the folders in it, by name. */
const filesAt = async (place: string): Promise<string[]> => {
  const found = await stat(place).catch(() => null)
  if (!found) return []
  if (!found.isDirectory()) return [place]
  const files = await readdir(place, { recursive: true })
  return files
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => join(place, file))
}

/** The stories at some places, each with the file it stands in, and what cannot be read: a place without a story is told like a story that is wrong. */
export const readStories = async (
  places: readonly string[],
): Promise<{ stories: { story: Story; file: string }[]; troubles: Trouble[] }> => {
  const stories: { story: Story; file: string }[] = []
  const troubles: Trouble[] = []
  for (const place of places) {
    const files = await filesAt(place)
    if (files.length === 0)
      troubles.push({
        file: place,
        event: null,
        field: '',
        says: 'there is no story here. Accepted: a .json file or a folder that holds some',
      })
    for (const file of files) {
      const read = readStory(await readFile(file, 'utf8'), book, file)
      if (read.ok) stories.push({ story: read.story, file })
      else troubles.push(...read.troubles)
    }
  }
  return { stories, troubles }
}
