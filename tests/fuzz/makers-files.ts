/** Valid calls about pictures and documents that people hand in. */
import { docxOf, inParts, pdfOf, xlsxOf } from '../fakes/documents'
import type { FuzzWorld } from './fuzz-world'
import type { MakersOf } from './maker'
import { picture } from './picture-files'
import type { Random } from './random'

export const FILE_MAKERS: MakersOf<'files'> = {
  'files.keep': (fuzz, random) => {
    const player = random.chance(0.6) ? fuzz.people.officer : random.pick(fuzz.young)
    return { caller: player, input: { content: picture(random) }, learn: ({ file }) => fuzz.kept.add({ player, file }) }
  },
  'files.get': (fuzz, random) => {
    const kept = fuzz.kept.pick(random)
    const isPublic = random.chance(0.5) || !kept
    return isPublic ? { caller: fuzz.anybody(random), input: { file: fuzz.cover } } : { caller: kept.player, input: { file: kept.file } }
  },
  // Documents of one part; a large one now and then, of which the first part is sent.
  'files.keepPart': (fuzz, random) => {
    const player = random.pick(fuzz.young)
    const upload = random.text(22)
    const document = random.chance(0.1) ? pdfOf(300_000) : random.pick([pdfOf(random.below(2_000)), docxOf(), xlsxOf()])
    const { parts, sha256 } = inParts(document)
    return {
      caller: player,
      input: { upload, n: 1, of: parts.length, content: parts[0]! },
      learn: () => parts.length === 1 && fuzz.letters.uploads.add({ player, upload, sha256 }),
    }
  },
  'files.keepDocument': (fuzz, random) => {
    const sent = fuzz.letters.uploads.take()
    const player = sent?.player ?? random.pick(fuzz.young)
    return {
      caller: player,
      input: { upload: sent?.upload ?? random.text(22), name: random.pick(['材料', '合同.pdf']), sha256: sent?.sha256 ?? 'a'.repeat(64) },
      learn: ({ file }) => fuzz.letters.files.add({ player, file }),
    }
  },
  'files.getPart': (fuzz, random) => {
    const { player, file } = someFile(fuzz, random)
    return { caller: player, input: { file, n: random.chance(0.9) ? 1 : 2 } }
  },
  'files.about': (fuzz, random) => {
    const { player, file } = someFile(fuzz, random)
    return { caller: player, input: { files: [file, fuzz.cover] } }
  },
}

function someFile(fuzz: FuzzWorld, random: Random) {
  return fuzz.letters.files.pick(random) ?? fuzz.kept.pick(random) ?? { player: random.pick(fuzz.young), file: fuzz.cover }
}
