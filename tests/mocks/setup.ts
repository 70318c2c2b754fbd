import { TextDecoder } from 'node:util'
import '@testing-library/jest-dom'

// The readers of QR codes that check our pictures need it, and jsdom has none. TextEncoder stays away: WeChat has none either.
Object.assign(globalThis, { TextDecoder })
