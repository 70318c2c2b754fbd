/* global module */
/** A style sheet or picture, as a test sees it: nothing. */
module.exports = {}
