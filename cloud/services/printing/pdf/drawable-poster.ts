import { printPoster, type Poster } from './poster'
import { MissingGlyphError } from './typefaces'

/** Prints a poster without the characters that no font of ours draws: it is better without its 🌊 than not there at all. */
export async function printDrawablePoster(poster: Poster): Promise<Buffer> {
  for (let sheet = poster; ;) {
    try {
      return await printPoster(sheet)
    } catch (error) {
      if (!(error instanceof MissingGlyphError) || !textsOf(sheet).includes(error.character)) throw error
      sheet = without(sheet, error.character)
    }
  }
}

function textsOf({ title, when, where, howToJoin, organizer, contact }: Poster): string {
  return title + when + where + howToJoin + organizer + contact
}

function without(poster: Poster, character: string): Poster {
  const drop = (text: string) => text.replaceAll(character, '')
  const { title, when, where, howToJoin, organizer, contact } = poster
  const dropped = { title: drop(title), when: drop(when), where: drop(where), howToJoin: drop(howToJoin) }
  return { ...poster, ...dropped, organizer: drop(organizer), contact: drop(contact) }
}
