/** A white door frame on red, the door standing open to the left, a strip of gold light on the floor. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">' +
  '<rect width="48" height="48" rx="11" fill="#C4281C"/>' +
  '<path d="M17 11.5h13.5a1.5 1.5 0 0 1 1.5 1.5v23H17z" fill="#8E1A11"/>' +
  '<path d="M16 10h16.5a2 2 0 0 1 2 2v24.5h-3V13H19v23.5h-3z" fill="#fff"/>' +
  '<path d="M17.5 11.8l8.6 3.1a1.2 1.2 0 0 1 .8 1.1v24.2l-9.4-3.7z" fill="#fff"/>' +
  '<circle cx="24.2" cy="26.4" r="1.2" fill="#C4281C"/>' +
  '<path d="M28 36.5h6.5l-2.1 3H28z" fill="#EDB83D"/>' +
  '</svg>'

export const MARK = `data:image/svg+xml,${encodeURIComponent(SVG)}`
