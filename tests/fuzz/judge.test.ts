import { leakIn } from './judge'

test('words of the machinery are a leak, in sentences as beside a document, and not in the letters of a document', () => {
  expect(leakIn('{"hint":"zod: invalid"}')).not.toBeNull()
  expect(leakIn('{"base64":"AAA/zod/AAA=","name":"pg_catalog"}')).not.toBeNull()
  expect(leakIn('{"mime":"application/pdf","base64":"AAA/zod/AAA="}')).toBeNull()
})
