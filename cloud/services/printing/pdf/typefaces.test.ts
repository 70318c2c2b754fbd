import { drawable, MissingGlyphError, typefacesFor } from './typefaces'

describe('the fonts of a text', () => {
  it('are the two ordinary ones for most names, unusual ones included', async () => {
    const faces = await typefacesFor(['王䶮', '㛃 𬭎 𬱖 㑇 𣲗 𫍽 𬴊', 'Zoë, 12:30–14:00 · №3 《团章》…'])
    expect(faces.rare).toBeNull()
    for (const character of '王䶮㛃𬭎𬱖㑇𣲗𫍽𬴊ë–·…') {
      expect([character, faces.regular.has(character.codePointAt(0)!), faces.bold.has(character.codePointAt(0)!)]).toEqual([
        character,
        true,
        true,
      ])
    }
  })

  it('are joined by a third where a name needs it', async () => {
    const { regular, rare } = await typefacesFor(['𠮷田', '王'])
    expect(regular.has(0x20bb7)).toBe(false)
    expect(rare?.has(0x20bb7)).toBe(true)
  })

  it('are refused for a character that none of them has, which is named', async () => {
    const refused = await typefacesFor(['李小明', '生日快乐🎂']).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(MissingGlyphError)
    expect(refused).toMatchObject({ character: '🎂', message: expect.stringContaining('U+1F382') })
    await expect(typefacesFor(['half a pair \uD842'])).rejects.toThrow(MissingGlyphError)
  })
})

describe('what is drawn of a text', () => {
  it('is all of it but what has no shape', () => {
    expect(drawable('陈\u200B晓\uFE0F雨\u202E\u0000')).toBe('陈晓雨')
    expect(drawable('a\tb\u00A0c\u3000d')).toBe('a b c\u3000d')
    expect(drawable('一\r\n二\u2028三\r四')).toBe('一\n二\n三\n四')
    expect(drawable('葛\u{E0100}')).toBe('葛')
  })
})
