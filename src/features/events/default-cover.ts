import { CATEGORIES, type Category } from '@core/contract/names'

interface Look {
  ground: string
  light: string
  stroke: string
  /** The sign of the category, in the 24 units of an icon. */
  sign: string
}

/** The grounds are those of the light theme (styles/tokens.css): a picture does not know the dark. */
const LOOKS = {
  thought: {
    ground: '#FBEAE6',
    light: '#F6CFC6',
    stroke: '#C4281C',
    sign: '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>',
  },
  volunteer: {
    ground: '#FBF1DA',
    light: '#F6DDA0',
    stroke: '#8F5F0A',
    sign: '<path d="M12 20s-8-4.7-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.3 12 20 12 20z"/>',
  },
  study: {
    ground: '#E6EFF8',
    light: '#C5DAF0',
    stroke: '#245E9C',
    sign: '<path d="M12 6.5C10.2 5.2 7.6 4.5 4 4.5v13c3.6 0 6.2.7 8 2 1.8-1.3 4.4-2 8-2v-13c-3.6 0-6.2.7-8 2z"/><path d="M12 6.5v13"/>',
  },
  culture: {
    ground: '#F3EAF4',
    light: '#E2CBE6',
    stroke: '#7A3E86',
    sign: '<path d="M9 17.5V6l10-2v11.5"/><circle cx="6.5" cy="17.5" r="2.5"/><circle cx="16.5" cy="15.5" r="2.5"/>',
  },
  career: {
    ground: '#E4F3EA',
    light: '#BFE3CE',
    stroke: '#1C7A4A',
    sign: '<rect x="3" y="7.5" width="18" height="12" rx="2.5"/><path d="M9 7.5V6a1.5 1.5 0 0 1 1.5-1.5h3A1.5 1.5 0 0 1 15 6v1.5M3 12.5h18"/>',
  },
  rights: {
    ground: '#F1ECE4',
    light: '#DDD2C2',
    stroke: '#5E554C',
    sign: '<path d="M12 3.5l7.5 2.7v5.3c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6.2z"/><path d="M9 12l2.2 2.2L15.2 10"/>',
  },
} satisfies Record<Category, Look>

/** For categories of an organization's own: a door left ajar, as on the mark. */
const OWN: Look = {
  ground: '#FBEAE6',
  light: '#F7E3B8',
  stroke: '#C4281C',
  sign: '<path d="M6 21V5a1.5 1.5 0 0 1 1.5-1.5h9A1.5 1.5 0 0 1 18 5v16"/><path d="M18 5.5L11.5 7v14l6.5-2M4 21h3.5"/>',
}

function lookOf(category: string): Look {
  const known = CATEGORIES.find((one) => one === category)
  return known ? LOOKS[known] : OWN
}

/**
 * The picture of an event that has none of its own, drawn by its category: an SVG in a data address, 16:9, that fills a flatter
 * box as well. `category` is the code of the organization's list.
 */
export function defaultCover(category: string): string {
  const { ground, light, stroke, sign } = lookOf(category)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" preserveAspectRatio="xMidYMid slice"><path fill="${ground}" d="M0 0h640v360H0z"/>` +
    `<circle cx="520" cy="70" r="190" fill="${light}" opacity=".55"/><circle cx="96" cy="330" r="120" fill="${light}" opacity=".45"/>` +
    `<path fill="${light}" d="M0 308c120-44 236-38 356-8s204 24 284-12v72H0z" opacity=".8"/>` +
    `<g transform="translate(236 88) scale(7)" fill="none" stroke="${stroke}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round">${sign}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
