import { pictureFake } from './fake'
import type { ChosenPicture, PictureWish } from './types'

export async function choosePictures(wish: PictureWish): Promise<ChosenPicture[]> {
  pictureFake.wishes.push(wish)
  if (pictureFake.trouble) throw pictureFake.trouble
  return pictureFake.album.slice(0, wish.count)
}
