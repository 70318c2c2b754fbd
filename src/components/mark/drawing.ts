/** A white door frame on red, the door standing ajar, a strip of gold light on the floor. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">' +
  '<rect width="48" height="48" rx="11" fill="#C4281C"/>' +
  '<path d="M14.5 35.5h9.5v3.2L10.5 41z" fill="#EDB83D"/>' +
  '<path d="M12 37.5V12a3 3 0 0 1 3-3h18a3 3 0 0 1 3 3v24h-3V12H15v25.5z" fill="#fff"/>' +
  '<path d="M36 11.5L23.5 13.4v26.5L36 37z" fill="#fff"/>' +
  '<circle cx="27" cy="26" r="1.6" fill="#C4281C"/>' +
  '</svg>'

export const MARK = `data:image/svg+xml,${encodeURIComponent(SVG)}`
