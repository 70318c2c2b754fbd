import type { Drawing, DrawnPicture, SaveOutcome } from './types'

/** The drawings of tests: what was drawn and saved, and what comes of saving. */
export const drawingFake = {
  painted: [] as Drawing[],
  albumed: [] as { picture: DrawnPicture; name: string }[],
  outcome: 'saved' as SaveOutcome,
  reset(): void {
    drawingFake.painted = []
    drawingFake.albumed = []
    drawingFake.outcome = 'saved'
  },
}
