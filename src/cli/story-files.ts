import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The story files at a place: itself, or every .json file in the folder and the folders in it, by name. */
export const filesAt = async (place: string): Promise<string[]> => {
  const found = await stat(place).catch(() => null)
  if (!found) return []
  if (!found.isDirectory()) return [place]
  const files = await readdir(place, { recursive: true })
  return files
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => join(place, file))
}
